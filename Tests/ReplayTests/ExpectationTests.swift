import IPCClient
import IPCFraming
import Replay
import Sessions
import Testing
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
        #expect(lost.differences == [.failure(expected: nil, actual: "closed-without-response")])
        #expect(lost.verdict == .failed)
        let found = try Recorded.result(Recorded.exchange(nil, error: "timeout"), Recorded.actual("O.k."))
        #expect(found.differences == [.failure(expected: "timeout", actual: nil)])
        #expect(found.verdict == .different)
        let other = try Recorded.result(
            Recorded.exchange(nil, error: "timeout"),
            Recorded.actual(nil, failure: .refused)
        )
        #expect(other.differences == [.failure(expected: "timeout", actual: "refused")])
        #expect(other.verdict == .failed)
    }

    @Test("The same failure is no difference, unless another part of the response came")
    func sameFailure() throws {
        let recorded = Recorded.exchange("half", .noTerminator, error: "truncated")
        #expect(
            try Recorded.result(recorded, Recorded.actual("half", .noTerminator, failure: .truncated)).verdict == .same
        )
        let less = try Recorded.result(recorded, Recorded.actual("ha", .noTerminator, failure: .truncated))
        #expect(less.verdict == .failed)
    }

    @Test("A regular expression is looked for anywhere in the response")
    func pattern() throws {
        let recorded = Recorded.exchange("anything", expect: ["regex": "^Error: .*[0-9]+"])
        #expect(try Recorded.result(recorded, Recorded.actual("Error: no. 12 ", .noClose)).verdict == .same)
        let other = try Recorded.result(recorded, Recorded.actual("No Error: 12"))
        #expect(other.differences == [.pattern("^Error: .*[0-9]+", actual: Array("No Error: 12".utf8))])
        #expect(other.verdict == .different)
        let failed = try Recorded.result(recorded, Recorded.actual("Error: 12", failure: .truncated))
        #expect(failed.differences == [.failure(expected: nil, actual: "truncated")])
        #expect(failed.verdict == .failed)
    }

    @Test("What is ignored is the same, whatever comes")
    func ignored() throws {
        let recorded = Recorded.exchange("O.k.", expect: ["ignore": true])
        #expect(try Recorded.result(recorded, Recorded.actual("other")).verdict == .same)
        #expect(try Recorded.result(recorded, Recorded.actual(nil, failure: .timeout)).verdict == .same)
    }

    @Test(
        "A condition that is not known is an error, not a condition that is met",
        arguments: [
            .null, true, "O.k.", [], [:], ["ignore": false], ["regex": 1], ["text": "x"], ["regex": "x", "within": 5],
            ["ignore": true, "regex": "x"],
        ] as [JSONValue]
    )
    func unknown(expect: JSONValue) {
        let error = #expect(throws: ExpectationError.self) {
            try Expectation(Recorded.exchange("O.k.", expect: expect))
        }
        #expect(error?.description == #"exchange 4: 'expect' is {"regex":"..."} or {"ignore":true}"#)
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
        let short = String(repeating: part, count: TextPattern.longest / part.utf8.count)
        _ = try? Expectation(Recorded.exchange("O.k.", expect: ["regex": .string(short)]))
        let long = JSONValue.string(String(repeating: part, count: 100_000))
        let error = #expect(throws: ExpectationError.self) {
            try Expectation(Recorded.exchange("O.k.", expect: ["regex": long]))
        }
        #expect(error?.description == "exchange 4: a regular expression has at most 1000 bytes")
    }
}
