import IPCClient
import IPCFraming
import InspectProtocol
import Testing
import Texts

@testable import Operations

@Suite struct JSONTestTests {
    private static let answer =
        #"{"status": "done", "id": 7, "result": [3.6, {"a/b": null, "c~d": true}], "none": {}, "big": 9007199254740993}"#

    private static func mismatch(_ words: [String], _ response: String = answer) throws -> String? {
        let exchange = Exchange(request: RequestFrame([]), response: ResponseFrame(Array(response.utf8)))
        return try ResponseTest(["json"] + words).mismatch(exchange, .ok, .standard)?.actual
    }

    @Test(arguments: [
        [], ["/id"], ["/result/0"], ["/result/1/a~1b"], ["/result/1/c~0d"], ["/none"], [""],
        ["/status", "=", "done"], ["/status", "=", #""done""#], ["/status", "!=", "busy"], ["/status", "~", "^do"],
        ["/id", "=", "7"], ["/id", "=", "7.0"], ["/id", "!=", "8"], ["/id", "~", "^7$"],
        ["/id", ">", "6.99"], ["/id", ">=", "7"], ["/id", "<", "1e1"], ["/id", "<=", "7"], ["/id", ">", "-1"],
        ["/result/1/a~1b", "=", "null"], ["/result/1/c~0d", "=", "true"], ["/none", "=", "{}"],
        ["/result/1", "=", #"{"c~d": true, "a/b": null}"#], ["/big", ">", "9007199254740992"],
        ["/big", "!=", "9007199254740992"], ["/result", "~", "3[.]6"],
    ])
    func `it holds`(words: [String]) throws {
        #expect(try Self.mismatch(words) == nil)
    }

    @Test(
        arguments: [
            (["/status", "=", "busy"], #""done""#), (["/status", "!=", "done"], #""done""#),
            (["/status", "=", "1"], #""done""#), (["/status", "<", "1"], #""done""#), (["/id", "=", "'7'"], "7"),
            (["/id", "=", #""7""#], "7"), (["/id", "<", "7"], "7"),
            (["/big", "<=", "9007199254740992"], "9007199254740993"),
            // What is not there is told, with what is.
            (["/nothing"], #"nothing at /nothing: the answer has "status", "id", "result", "none", "big""#),
            (["/nothing", "!=", "1"], #"nothing at /nothing: the answer has "status", "id", "result", "none", "big""#),
            (["/result/2"], "nothing at /result/2: /result has 2 elements"),
            (["/result/-1"], "nothing at /result/-1: /result has 2 elements"),
            (["/result/01"], "nothing at /result/01: /result has 2 elements"),
            (["/none/x"], "nothing at /none/x: /none is empty"),
            (["/status/x"], #"nothing at /status/x: /status is "done""#),
        ]
    )
    func `it says what is there instead`(words: [String], actual: String) throws {
        #expect(try Self.mismatch(words) == actual)
    }

    @Test(arguments: ["Ok", "", "{", "{} x", "Error: no"])
    func `an answer that is no JSON is told as that`(response: String) throws {
        #expect(try Self.mismatch(["/id"], response)?.hasSuffix("which is no JSON") == true)
        #expect(try Self.mismatch([], response)?.hasSuffix("which is no JSON") == true)
    }

    @Test(
        arguments: [
            (["id"], "json: 'id' is no JSON pointer: it begins with '/', as in /result/0"),
            (["/a~2"], "json: '/a~2' is no JSON pointer: behind a '~' stands 0 (for ~) or 1 (for /)"),
            (["/a", "=="], "json: '==' is none of = != < <= > >= ~"),
            (["/a", "="], "json: a value behind '=' is missing"),
            (["/a", "<", "x"], "json: 'x' behind '<' is no number"),
            (["/a", ">", "NaN"], "json: 'NaN' behind '>' is no number"),
        ]
    )
    func `what is no question is told`(words: [String], message: String) {
        let failure = #expect(throws: Failure.self) { try ResponseTest(["json"] + words) }
        #expect(failure?.message == message)
    }

    @Test func `what was expected is told as it is written`() throws {
        for (words, text) in [
            ([], "json"), (["/id"], "json /id"), (["/s", "=", "done"], #"json /s = "done""#),
            (["/n", ">=", "3.50"], "json /n >= 3.50"),
            (["/s", "!=", "true"], "json /s != true"), (["/s", "~", "a b"], "json /s ~ a b"),
        ] {
            let exchange = Exchange(request: RequestFrame([]), response: ResponseFrame([]))
            #expect(try ResponseTest(["json"] + words).mismatch(exchange, .ok, .standard)?.expected == text)
        }
    }
}
