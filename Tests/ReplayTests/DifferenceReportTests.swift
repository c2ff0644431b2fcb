import IPCClient
import IPCFraming
import Replay
import Sessions
import Testing
import Texts
import WireJSON

@Suite struct DifferenceReportTests {
    private static func lines(_ recorded: RecordedExchange, _ actual: Exchange) throws -> [String] {
        DifferenceReport.lines(try Recorded.result(recorded, actual))
    }

    @Test("A report shows what was sent, what was expected and what came")
    func response() throws {
        #expect(
            try Self.lines(Recorded.exchange("O.k."), Recorded.actual("Error: no")) == [
                "exchange 4 differs", "  request:  ask", "  expected: O.k.", "  actual:   Error: no",
            ]
        )
        #expect(try Self.lines(Recorded.exchange("O.k."), Recorded.actual("")).last == "  actual:   (nothing)")
    }

    @Test("A report marks what differs in texts that have something in common, in colour if there is some")
    func marks() throws {
        let result = try Recorded.result(
            Recorded.exchange("Error: Image file a.jpg could not be read."),
            Recorded.actual("Error: Image file b.jpg could not be read.")
        )
        #expect(
            DifferenceReport.lines(result, file: "a\u{1B}.jsonl") == [
                "exchange 4 of a\\x1b.jsonl differs", "  request:  ask",
                "  expected: Error: Image file a.jpg could not be read.",
                "  actual:   Error: Image file b.jpg could not be read.",
                "  diff:     Error: Image file [-a-]{+b+}.jpg could not be read.",
            ]
        )
        #expect(DifferenceReport.lines(result, style: .colored).last?.contains("\u{1B}[31m[-a-]\u{1B}[0m") == true)
        #expect(
            try Self.lines(Recorded.exchange("é"), Recorded.actual("e\u{301}")).last
                == "  diff:     [-\\u{e9}-]{+e\\u{301}+}"
        )
    }

    @Test("A line's own conditions are put into words")
    func conditions() throws {
        #expect(
            try Self.lines(Recorded.exchange("O.k.", expect: ["outcome": "error"]), Recorded.actual("O.k.")).suffix(2)
                == ["  expected: an error", "  actual:   O.k."]
        )
        var slow = Recorded.actual("O.k.")
        slow.duration = .microseconds(612_345)
        #expect(
            try Self.lines(Recorded.exchange("O.k.", expect: ["ms_below": 500]), slow).suffix(2)
                == ["  expected: less than 500 ms", "  actual:   612.345 ms"]
        )
    }

    @Test("Endings, failures and expressions are put into words")
    func words() throws {
        #expect(
            try Self.lines(Recorded.exchange("a"), Recorded.actual("a", .noClose)).suffix(2) == [
                "  expected: a response that ends with CR LF and a close",
                "  actual:   a response that ends with CR LF and no close",
            ]
        )
        #expect(
            try Self.lines(Recorded.exchange("a"), Recorded.actual(nil, failure: .closedWithoutResponse)).suffix(2) == [
                "  expected: a", "  actual:   no response (closed-without-response)",
            ]
        )
        #expect(
            try Self.lines(Recorded.exchange("a", error: .truncated), Recorded.actual("ab")).suffix(2) == [
                "  expected: a part of a response (truncated): a", "  actual:   ab",
            ]
        )
        #expect(
            try Self.lines(Recorded.exchange(nil, expect: ["regex": "^\u{1B}"]), Recorded.actual("b")).suffix(2) == [
                "  expected: ~ ^\\x1b", "  actual:   b",
            ]
        )
        #expect(
            try Self.lines(Recorded.exchange(nil, expect: ["regex": "x"]), Recorded.actual(nil, failure: .reset))
                .suffix(2)
                == ["  expected: a response", "  actual:   no response (reset)"]
        )
    }

    @Test("Requests that end in another way say so")
    func requests() throws {
        var recorded = Recorded.exchange("a")
        recorded.request = RequestFrame([], ending: .abort)
        #expect(try Self.lines(recorded, Recorded.actual("b"))[1] == "  request:  (abort)")
        recorded.request = RequestFrame(Array("{}".utf8), ending: .endOfStream)
        #expect(try Self.lines(recorded, Recorded.actual("b"))[1] == "  request:  {} (no terminator)")
    }

    @Test("Nothing in a report acts upon a terminal, and each entry is one row")
    func safe() throws {
        let hostile = "\u{1B}[2J\r\n\u{202E}\u{9B}\u{FEFF}"
        var recorded = Recorded.exchange(hostile, error: .truncated)
        recorded.request.bytes = Array(hostile.utf8) + [0xFF]
        for line in try Self.lines(recorded, Recorded.actual(hostile)) {
            #expect(line.unicodeScalars.allSatisfy { 0x20..<0x7F ~= $0.value }, "\(line)")
        }
    }
}
