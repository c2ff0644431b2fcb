import IPCClient
import IPCFraming
import InspectProtocol
import Replay
import Sessions
import Testing
import Texts
import WireJSON

@Suite struct ExpectationTests {
    @Test("The same response is no difference")
    func same() throws {
        #expect(try Recorded.result(Recorded.exchange("O.k."), Recorded.actual("O.k.")).verdict == .same)
        #expect(try Recorded.result(Recorded.exchange(""), Recorded.actual("")).verdict == .same)
    }

    @Test("Another response is a difference")
    func response() throws {
        let result = try Recorded.result(Recorded.exchange("O.k."), Recorded.actual("Error: no"))
        #expect(result.differences == [.response(expected: Array("O.k.".utf8), actual: Array("Error: no".utf8))])
        #expect(result.verdict == .different)
    }

    @Test("Text that only looks the same is a difference")
    func bytes() throws {
        let result = try Recorded.result(Recorded.exchange("\u{E9}"), Recorded.actual("e\u{301}"))
        #expect(result.verdict == .different)
    }

    @Test("Another ending is a difference")
    func ending() throws {
        let result = try Recorded.result(Recorded.exchange("O.k."), Recorded.actual("O.k.", .noClose))
        #expect(result.differences == [.ending(expected: .complete, actual: .noClose)])
        #expect(result.verdict == .different)
        let both = try Recorded.result(Recorded.exchange("a", .noTerminator), Recorded.actual("b", .noClose))
        #expect(both.differences.count == 2)
    }

    @Test("A failure in place of a response, a response in place of a failure, and another failure are differences")
    func failure() throws {
        let lost = try Recorded.result(Recorded.exchange("O.k."), Recorded.actual(nil, failure: .closedWithoutResponse))
        #expect(lost.differences == [.failure(expected: nil, actual: .closedWithoutResponse)])
        #expect(lost.verdict == .failed)
        let found = try Recorded.result(Recorded.exchange(nil, error: .timeout), Recorded.actual("O.k."))
        #expect(found.differences == [.failure(expected: .timeout, actual: nil)])
        #expect(found.verdict == .different)
        let other = try Recorded.result(
            Recorded.exchange(nil, error: .timeout),
            Recorded.actual(nil, failure: .refused)
        )
        #expect(other.differences == [.failure(expected: .timeout, actual: .refused)])
        #expect(other.verdict == .failed)
    }

    @Test("The same failure is no difference, unless another part of the response came")
    func sameFailure() throws {
        let recorded = Recorded.exchange("half", .noTerminator, error: .truncated)
        #expect(
            try Recorded.result(recorded, Recorded.actual("half", .noTerminator, failure: .truncated)).verdict == .same
        )
        let less = try Recorded.result(recorded, Recorded.actual("ha", .noTerminator, failure: .truncated))
        #expect(less.verdict == .failed)
    }

    @Test(
        "A late response counts as one in time, but coming late is a failure",
        arguments: [
            (("O.k.", .timeout), ("O.k.", nil), .same),
            (("O.k.", .timeout), ("Error: no", nil), .different),
            (("O.k.", .timeout), ("O.k.", .timeout), .same),
            (("O.k.", .timeout), ("Error: no", .timeout), .failed),
            (("O.k.", .timeout), (nil, .timeout), .same),
            ((nil, .timeout), ("O.k.", .timeout), .same),
            ((nil, .timeout), ("O.k.", nil), .different),
            (("O.k.", nil), ("O.k.", .timeout), .failed),
            (("O.k.", .timeout), (nil, .refused), .failed),
        ] as [((String?, FailureCode?), (String?, FailureCode?), ReplayResult.Verdict)]
    )
    func late(
        _ recorded: (response: String?, error: FailureCode?),
        _ actual: (response: String?, failure: FailureCode?),
        _ verdict: ReplayResult.Verdict
    ) throws {
        let result = try Recorded.result(
            Recorded.exchange(recorded.response, error: recorded.error),
            Recorded.actual(actual.response, failure: actual.failure)
        )
        #expect(result.verdict == verdict)
    }

    @Test("A regular expression is looked for anywhere in the response")
    func pattern() throws {
        let recorded = Recorded.exchange("anything", expect: ["regex": "^Error: .*[0-9]+"])
        #expect(try Recorded.result(recorded, Recorded.actual("Error: no. 12 ", .noClose)).verdict == .same)
        let other = try Recorded.result(recorded, Recorded.actual("No Error: 12"))
        #expect(other.differences == [.pattern("^Error: .*[0-9]+", actual: Array("No Error: 12".utf8))])
        #expect(other.verdict == .different)
        let failed = try Recorded.result(recorded, Recorded.actual("Error: 12", failure: .truncated))
        #expect(failed.differences == [.failure(expected: nil, actual: .truncated)])
        #expect(failed.verdict == .failed)
    }

    @Test("An expression that takes too many steps is not met, and says why")
    func givenUp() throws {
        let (source, text) = ("^(a+)+$", String(repeating: "a", count: 40) + "b")
        let recorded = Recorded.exchange("anything", expect: ["regex": .string(source)])
        let result = try Recorded.result(recorded, Recorded.actual(text))
        #expect(result.differences == [.pattern(source, actual: Array(text.utf8), isGivenUp: true)])
        let lines = DifferenceReport.lines(result)
        #expect(lines.contains("  expected: ~ ^(a+)+$ (given up: it took too many steps)"), "\(lines)")
        let ignoring = Comparison(ignored: [try RegularExpression(source)])
        #expect(throws: RegularExpression.LimitExceeded.self) {
            try Recorded.result(Recorded.exchange("x"), Recorded.actual(text), ignoring)
        }
    }

    @Test("What is ignored is the same, whatever comes")
    func ignored() throws {
        let recorded = Recorded.exchange("O.k.", expect: ["ignore": true])
        #expect(try Recorded.result(recorded, Recorded.actual("other")).verdict == .same)
        #expect(try Recorded.result(recorded, Recorded.actual(nil, failure: .timeout)).verdict == .same)
    }

    @Test("A line may ask for another text than the recorded one")
    func text() throws {
        let recorded = Recorded.exchange("O.k.", expect: ["text": "Error: no"])
        #expect(try Recorded.result(recorded, Recorded.actual("Error: no")).verdict == .same)
        let other = try Recorded.result(recorded, Recorded.actual("O.k."), Comparison(mode: .outcome))
        #expect(other.differences == [.response(expected: Array("Error: no".utf8), actual: Array("O.k.".utf8))])
        #expect(
            try Recorded.result(recorded, Recorded.actual("Error: other"), Comparison(mode: .outcome)).verdict
                == .different
        )
        let failed = try Recorded.result(recorded, Recorded.actual(nil, failure: .timeout))
        #expect(failed.differences == [.failure(expected: nil, actual: .timeout)])
    }

    @Test("A line may ask for a success or an error only")
    func outcome() throws {
        let error = Recorded.exchange("O.k.", expect: ["outcome": "error"])
        #expect(try Recorded.result(error, Recorded.actual("Error: no", .noClose)).verdict == .same)
        let other = try Recorded.result(error, Recorded.actual("O.k."))
        #expect(other.differences == [.outcome(expected: .error, .standard, actual: Array("O.k.".utf8))])
        let okay = Recorded.exchange("Error: no", expect: ["outcome": "ok"])
        #expect(try Recorded.result(okay, Recorded.actual("O.k.")).verdict == .same)
        #expect(try Recorded.result(okay, Recorded.actual(nil, failure: .reset)).verdict == .failed)
    }

    @Test("A line's own noise takes the place of the noise of the whole replay")
    func normalize() throws {
        let all = Comparison(normalization: try Normalization("space,case"))
        let recorded = Recorded.exchange("x 1.0", expect: ["normalize": "number:1e-3"])
        #expect(try Recorded.result(recorded, Recorded.actual("x 1.0001"), all).verdict == .same)
        #expect(try Recorded.result(recorded, Recorded.actual("X 1.0"), all).verdict == .different)
        #expect(try Recorded.result(recorded, Recorded.actual("x 2"), Comparison(mode: .outcome)).verdict == .different)
        let exact = Recorded.exchange("x", expect: ["normalize": ""])
        #expect(try Recorded.result(exact, Recorded.actual("X"), all).verdict == .different)
        let text = Recorded.exchange("O.k.", expect: ["text": "at 08:00:00", "normalize": "time"])
        #expect(try Recorded.result(text, Recorded.actual("at 09:00:00")).verdict == .same)
        let plain = Recorded.exchange("O.k.", expect: ["text": "A b"])
        #expect(try Recorded.result(plain, Recorded.actual("a  B"), all).verdict == .same)
    }

    @Test("A line may limit the time, whatever else it asks for")
    func limit() throws {
        func result(_ expect: JSONValue, _ response: String, _ milliseconds: Int) throws -> ReplayResult {
            var actual = Recorded.actual(response)
            actual.duration = .milliseconds(milliseconds)
            return try Recorded.result(Recorded.exchange("O.k.", expect: expect), actual)
        }
        #expect(try result(["ms_below": 500], "O.k.", 499).verdict == .same)
        let slow = try result(["ms_below": 500], "O.k.", 500)
        #expect(slow.differences == [.time(limit: .milliseconds(500), actual: .milliseconds(500))])
        #expect(slow.verdict == .different)
        #expect(try result(["ms_below": 0.5, "outcome": "ok"], "Error: no", 1).differences.count == 2)
        #expect(try result(["regex": "k", "ms_below": 5], "O.k.", 4).verdict == .same)
    }

    @Test("By outcome, endings and words do not count, and failures do")
    func comparison() throws {
        let byOutcome = Comparison(mode: .outcome)
        let recorded = Recorded.exchange("Error: a")
        #expect(try Recorded.result(recorded, Recorded.actual("Error: b", .noClose), byOutcome).verdict == .same)
        #expect(try Recorded.result(recorded, Recorded.actual("O.k."), byOutcome).verdict == .different)
        #expect(try Recorded.result(recorded, Recorded.actual(nil, failure: .reset), byOutcome).verdict == .failed)
        let lost = Recorded.exchange("half", error: .truncated)
        #expect(try Recorded.result(lost, Recorded.actual("ha", failure: .truncated), byOutcome).verdict == .same)
        #expect(try Recorded.result(lost, Recorded.actual("ha", failure: .timeout), byOutcome).verdict == .failed)
    }

    @Test(
        "A condition that is not known is an error, not a condition that is met",
        arguments: [
            .null, true, "O.k.", [], [:], ["ignore": false], ["regex": 1], ["text": 1], ["regex": "x", "within": 5],
            ["ignore": true, "regex": "x"], ["ignore": true, "ms_below": 5], ["outcome": "other"], ["outcome": true],
            ["ms_below": 0], ["ms_below": -1], ["ms_below": "5"], ["ms_below": 1e300], ["normalize": 1],
            ["normalize": "time", "regex": "x"], ["normalize": "time", "outcome": "ok"], ["text": "a", "regex": "a"],
        ] as [JSONValue]
    )
    func unknown(expect: JSONValue) {
        let error = #expect(throws: ExpectationError.self) {
            try Expectation(Recorded.exchange("O.k.", expect: expect))
        }
        #expect(error?.description.hasPrefix(#"exchange 4: 'expect' is {"ignore":true}, or holds "#) == true)
    }

    @Test("Noise that is not known is an error that says so")
    func badNormalization() {
        let error = #expect(throws: ExpectationError.self) {
            try Expectation(Recorded.exchange("O.k.", expect: ["normalize": "tme"]))
        }
        #expect(error?.description.hasPrefix("exchange 4: 'tme' is none of ") == true)
    }

    @Test("What is no regular expression is an error that says so")
    func badPattern() {
        let error = #expect(throws: ExpectationError.self) {
            try Expectation(Recorded.exchange("O.k.", expect: ["regex": "(a"]))
        }
        #expect(error?.description.hasPrefix("exchange 4: '(a' is no regular expression: ") == true)
    }

    @Test("No expression is long enough to exhaust the stack", arguments: ["[", "(", "(?=", "a|", "\\"])
    func longPattern(part: String) {
        let short = String(repeating: part, count: RegularExpression.longest / part.utf8.count)
        _ = try? Expectation(Recorded.exchange("O.k.", expect: ["regex": .string(short)]))
        let long = JSONValue.string(String(repeating: part, count: 100_000))
        let error = #expect(throws: ExpectationError.self) {
            try Expectation(Recorded.exchange("O.k.", expect: ["regex": long]))
        }
        #expect(error?.description == "exchange 4: a regular expression has at most 4096 bytes")
    }
}
