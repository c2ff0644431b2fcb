extension HelpTopic {
    /// The commands for jq are run in a test as they stand here.
    static let toolsText = """
        A session is JSON Lines: a header, then an object for each exchange with n, request, response,
        ms, gap and, where something went wrong, error. Reports of --report json:FILE are one object
        with an array, cases.

        jq:

            jq -r 'select(.n) | [.n, .ms, (try .request.image.file catch ""), .response] | @tsv' tour.jsonl
            jq -c 'select(.response | strings | startswith("Error:"))' tour.jsonl
            jq -s 'map(.ms // empty) | {count: length, mean: (add / length), max: max}' tour.jsonl
            jq -r -s 'map(select(.ms)) | sort_by(-.ms)[:10][] | [.ms, .n] | @tsv' tour.jsonl
            jq -r '.cases[] | select(.outcome != "same") | [.suite, .name, .reason] | @tsv' report.json
            jq -r '.cases[].differences[]?.members[]?.pointer' report.json | sort | uniq -c | sort -rn

        DuckDB reads many files at once, also from object stores:

            SELECT filename, count(*), quantile_cont(ms, 0.99) AS p99
              FROM read_json_auto('sessions/*.jsonl', format = 'newline_delimited',
                                  union_by_name = true, filename = true)
              WHERE n IS NOT NULL GROUP BY filename ORDER BY p99 DESC;
            COPY (SELECT * FROM read_json_auto('tour.jsonl', format = 'newline_delimited')
                    WHERE n IS NOT NULL) TO 'tour.parquet';

        pandas:

            import pandas as pd
            exchanges = pd.read_json("tour.jsonl", lines=True).dropna(subset=["n"])
            print(exchanges["ms"].describe(percentiles=[0.5, 0.9, 0.99]))
            report = pd.read_json("report.json", orient="index", typ="series")
            print(pd.DataFrame(report["cases"]).groupby("suite")["outcome"].value_counts())

        A column request that is text in some lines and an object in others is JSON to DuckDB;
        request->>'$.image.file' reads from it.
        """
}
