import IPCFraming
import TestSupport
import Testing
import WireJSON

@testable import Sessions
@testable import Shell

/// What the commands below `session` draw.
@Suite struct ReportTests {
    @Test("A chart fills the width that it has, with blocks where the locale has them")
    func chart() {
        let rows: [LogLinearHistogram.Row] = [
            .init(lower: 0, upper: 1, count: 100), .init(lower: 1, upper: 2, count: 0),
            .init(lower: 2, upper: 4, count: 49), .init(lower: 4, upper: 8, count: 1),
        ]
        let plain = HistogramChart(columns: 40, environment: ["LANG": "de_DE.UTF-8", "LC_ALL": "C"]).lines(rows)
        #expect(
            plain == [
                "0 - 1 ms  100  #########################", "1 - 2 ms    -",
                "2 - 4 ms   49  ############", "4 - 8 ms    1  #",
            ]
        )
        let blocks = HistogramChart(columns: 40, environment: ["LANG": "de_DE.utf8"]).lines(rows)
        #expect(blocks[0] == "0 - 1 ms  100  █████████████████████████")
        #expect(blocks[2] == "2 - 4 ms   49  ████████████▎")
        #expect(blocks[3] == "4 - 8 ms    1  ▎")
        #expect(HistogramChart(columns: 1, environment: [:]).lines(rows)[0].hasSuffix("  ########"))
        #expect(HistogramChart(columns: 80, environment: [:]).lines([]).isEmpty)
    }

    @Test(
        "CSV quotes what must be, and lets no spreadsheet run a cell",
        arguments: [
            ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
            ("=1+2", "'=1+2"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "'\t=1"),
            ("=1,\"2\"", "\"'=1,\"\"2\"\"\""), ("a=1", "a=1"),
        ]
    )
    func csv(cell: String, written: String) {
        #expect(TableFormat.csv(guardsFormulas: true).row([cell, "x"]) == written + ",x")
    }

    @Test("Exact CSV changes no cell")
    func exactCSV() {
        #expect(TableFormat.csv(guardsFormulas: false).row(["=1", "-a,b"]) == "=1,\"-a,b\"")
    }

    @Test("Markdown has one row for each exchange, and no cell ends early")
    func markdown() {
        #expect(TableFormat.markdown.header(["a", "b"]) == ["| a | b |", "| --- | --- |"])
        #expect(TableFormat.markdown.row([#"a|b\c"#, "<b>\n*"]) == #"| a\|b\\c | \<b\><br>\* |"#)
    }

    @Test("A row has what was sent and what came, without control characters")
    func row() {
        var exchange = RecordedExchange(
            number: 7,
            request: RequestFrame(Array(#"{"image": {"file": "a\u001b.jpg"}}"#.utf8)),
            response: ResponseFrame(Array("Error:\n\u{1B}[2J".utf8) + [0xFF])
        )
        exchange.note = ["a": 1]
        exchange.milliseconds = 1.5
        #expect(
            ExchangeRow(exchange, start: 2.25).cells == [
                "7", "2.25", "image", #"a\x1b.jpg"#, #"{"image": {"file": "a\u001b.jpg"}}"#, "error",
                "Error:\n\\x1b[2J\\xff", "1.5", "1", #"{"a":1}"#,
            ]
        )
        #expect(ExchangeRow.columns.count == ExchangeRow(exchange, start: 0).cells.count)
    }

    @Test(
        "Times are short, and of any size",
        arguments: [
            (0, "0 s"), (0.0831, "0.083 s"), (12.34, "12.3 s"), (61, "1:01"), (3725, "1:02:05"), (1e300, "1e+300 s"),
            (Double.infinity, "inf s"),
        ]
    )
    func durations(seconds: Double, text: String) {
        #expect(TimeText.duration(seconds) == text)
    }

    @Test("Columns are aligned")
    func table() {
        var table = TextTable([.left, .right, .left])
        table.add(["a", "b", "c"])
        table.add(["größe", "123", "long text"])
        table.add(["x"])
        #expect(table.lines == ["a        b  c", "größe  123  long text", "x"])
    }
}
