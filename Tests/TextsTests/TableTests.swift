import Platform
import Testing

@testable import Texts

/// What is drawn in rows and columns.
@Suite struct TableTests {
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
        var names = TextTable([.left, .left])
        names.add(["日本", "a"])
        names.add(["gro\u{308}ße", "b"])
        #expect(names.lines == ["日本   a", "gro\u{308}ße  b"])
    }
}
