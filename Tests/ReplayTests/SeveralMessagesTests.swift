import IPCClient
import IPCFraming
import InspectProtocol
import Replay
import Sessions
import Testing
import Texts
import WireJSON

@Suite struct SeveralMessagesTests {
    private static func recorded(_ messages: [String], error: FailureCode? = nil) -> RecordedExchange {
        var exchange = Recorded.exchange(nil, error: error)
        exchange.responses = messages.map { RecordedMessage(ResponseFrame(Array($0.utf8))) }
        return exchange
    }

    private static func actual(_ messages: [String], failure: FailureCode? = nil) -> Exchange {
        var exchange = Recorded.actual(messages.last, failure: failure)
        if messages.count != 1 || failure != nil {
            exchange.messages = messages.map { ReceivedMessage(ResponseFrame(Array($0.utf8))) }
        }
        return exchange
    }

    private static func differences(
        _ recorded: RecordedExchange,
        _ actual: Exchange,
        pushed: [String] = []
    ) throws -> [Difference] {
        let pushed = pushed.map { RecordedPush(number: 5, ResponseFrame(Array($0.utf8))) }
        return try Expectation(recorded).differences(recorded: recorded, pushed: pushed, actual: actual)
    }

    private static func response(_ expected: String, _ actual: String) -> Difference {
        .response(expected: Array(expected.utf8), actual: Array(actual.utf8))
    }

    @Test(
        arguments: [
            (["a", "b"], ["a", "b"], [String](), []),
            (["a", "b"], ["a", "c"], [], [.message(2, response("b", "c"))]),
            (["a", "b"], ["x"], [], [.messageCount(expected: 2, actual: 1), .message(1, response("a", "x"))]),
            ([], [], [], []), (["a"], ["a", "p"], ["p"], []),
            (["a"], ["a", "q"], ["p"], [.message(2, response("p", "q"))]),
        ] as [([String], [String], [String], [Difference])]
    )
    func `each message is compared, what was pushed, too`(
        expected: [String],
        came: [String],
        pushed: [String],
        differences: [Difference]
    ) throws {
        let recorded = expected.count == 1 ? Recorded.exchange(expected[0]) : Self.recorded(expected)
        #expect(try Self.differences(recorded, Self.actual(came), pushed: pushed) == differences)
    }

    @Test func `messages before a time-out are the same without it`() throws {
        let recorded = Self.recorded(["a", "b"], error: .timeout)
        #expect(try Self.differences(recorded, Self.actual(["a", "b"])) == [])
        #expect(try Self.differences(recorded, Self.actual(["a", "b"], failure: .timeout)) == [])
        #expect(try Self.differences(recorded, Self.actual(["a", "c"])).count == 1)
        let reset = Difference.failure(expected: .timeout, actual: .reset)
        #expect(try Self.differences(recorded, Self.actual(["a"], failure: .reset)) == [reset])
    }

    @Test func `a report names the message`() throws {
        let recorded = Self.recorded(["a", "b"])
        let result = try Recorded.result(recorded, Self.actual(["a", "c"]))
        #expect(
            DifferenceReport.lines(result) == [
                "exchange 4 differs", "  request:  ask", "  message 2 of 2:", "  expected: b", "  actual:   c",
            ]
        )
    }

    // MARK: JSON

    private static func result(_ expected: String, _ actual: String, _ comparison: Comparison) throws -> ReplayResult {
        try Recorded.result(Recorded.exchange(expected), Recorded.actual(actual), comparison)
    }

    private static func comparison(_ normalization: String, ignoring places: [String] = []) throws -> Comparison {
        var comparison = Comparison(normalization: try Normalization(normalization))
        comparison.ignoredPlaces = places.compactMap { JSONPointer($0) }
        return comparison
    }

    @Test(
        arguments: [
            (#"{"a": 1, "b": [true]}"#, #"{"b":[true],"a":1}"#, "json", [], true),
            (#"{"a": 1}"#, #"{"a": 1.0}"#, "json", [], false), (#"{"a": 1}"#, #"{"a": 1.0}"#, "json,number", [], true),
            (#"{"a": "12:00:01"}"#, #"{"a":"12:00:02"}"#, "json,time", [], true),
            (#"{"a": 1, "t": 5}"#, #"{"t": 6, "a": 1}"#, "", ["/t"], true),
            (#"{"a": 1, "t": 5}"#, #"{"a": 1}"#, "", ["/t"], true),
            (#"{"a": [{"t": 1}]}"#, #"{"a": [{"t": 2}]}"#, "", ["/a/*/t"], true),
            (#"{"a": 1, "t": 5}"#, #"{"t": 6, "a": 2}"#, "", ["/t"], false),
            ("done 1", "done  1", "json", [], false), ("done 1", "done  1", "json,space", [], true),
        ] as [(String, String, String, [String], Bool)]
    )
    func `JSON is compared by value`(
        expected: String,
        actual: String,
        normalization: String,
        places: [String],
        isSame: Bool
    ) throws {
        let comparison = try Self.comparison(normalization, ignoring: places)
        #expect(try Self.result(expected, actual, comparison).differences.isEmpty == isSame)
    }

    @Test func `the places that differ are named`() throws {
        let (expected, actual) = (#"{"a": {"b": 1}, "c": 2, "d": 3}"#, #"{"d": 3, "a": {"b": "1"}, "e": null}"#)
        let result = try Self.result(expected, actual, Self.comparison("json"))
        #expect(
            DifferenceReport.lines(result).suffix(3) == [
                #"  diff:     /a/b: 1 -> "1""#, "            /c: 2 -> (nothing)", "            /e: (nothing) -> null",
            ]
        )
    }

    @Test(
        arguments: [
            (["/status": "done"], #"{"status": "done", "n": 1}"#, nil),
            (["/n": 1, "/status": "done"], #"{"status": "done", "n": 1.0}"#, nil),
            (["/status": "done"], #"{"status": "busy"}"#, #""busy""#),
            (["/status": "done"], "Ok", "Ok"), (["/x": [1]], "{}", "nothing there: {}"),
        ] as [(JSONObject, String, String?)]
    )
    func `a line can expect values at places`(places: JSONObject, response: String, actual: String?) throws {
        let recorded = Recorded.exchange(nil, expect: ["json": .object(places)])
        let result = try Recorded.result(recorded, Recorded.actual(response))
        #expect((result.verdict == .same) == (actual == nil))
        if let actual { #expect(DifferenceReport.lines(result).last == "  actual:   \(actual)") }
    }

    // MARK: What counts as an error

    @Test func `outcomes are judged by the session's rule, else by the one that is chosen`() throws {
        let rule = SuccessRule(ok: nil, error: try RegularExpression("busy"))
        var comparison = Comparison(mode: .outcome)
        var recorded = Recorded.exchange("done")
        #expect(try Recorded.result(recorded, Recorded.actual("busy"), comparison).verdict == .same)
        comparison.rule = rule
        #expect(try Recorded.result(recorded, Recorded.actual("busy"), comparison).verdict == .different)
        recorded.headerRule = SuccessRule(ok: nil, error: try RegularExpression("gone"))
        #expect(try Recorded.result(recorded, Recorded.actual("busy"), comparison).verdict == .same)
        recorded.expect = ["outcome": "error"]
        #expect(try Recorded.result(recorded, Recorded.actual("gone"), comparison).verdict == .same)
        #expect(try Recorded.result(recorded, Recorded.actual("busy"), comparison).verdict == .different)
    }
}
