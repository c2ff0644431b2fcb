import IPCFraming
import TestSupport
import Testing
import Texts
import WireJSON

@testable import Rendering
@testable import Sessions

/// What the commands below `session` draw.
@Suite struct ReportTests {
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
}
