import MockCore
import Testing

/// What a program of the user's says about a request.
@Suite struct HandlerAnswerTests {
    @Test(
        arguments: [
            (#"{"response":"a"}"#, nil, ["a"]),
            (#"{"n":7,"response":"a"}"#, 7, ["a"]),
            (#"{"responses":["a","b"]}"#, nil, ["a", "b"]),
            (#"{"responses":["a",{"text":"b","ms":5}]}"#, nil, ["a", "b"]),
            (#"{"messages":["a","b"]}"#, nil, ["a", "b"]),
            (#"{"responses":["a"],"n":2}"#, 2, ["a"]),
        ] as [(String, Int?, [String])]
    )
    func `an answer has a response or several`(line: String, number: Int?, messages: [String]) throws {
        let (read, answer) = HandlerAnswer.read(Array(line.utf8))
        #expect(read == number)
        guard case .delivery(let delivery, nil) = answer else {
            Issue.record("\(answer)")
            return
        }
        let first = String(decoding: delivery.bytes.dropLast(2), as: UTF8.self)
        #expect([first] + delivery.further.map { String(decoding: $0.text, as: UTF8.self) } == messages)
    }

    @Test(
        arguments: [
            ("{", "no JSON"),
            ("[]", "no JSON object"),
            ("{}", ""),
            (#"{"responses":"a"}"#, "'/responses'"),
            (#"{"messages":"a"}"#, "'/messages'"),
            (#"{"response":1}"#, "'/response'"),
            (#"{"fault":"rest"}"#, "'/fault'"),
            (#"{"response":"a","responses":["b"]}"#, "'/responses'"),
        ]
    )
    func `what is no answer is told, with its place`(line: String, words: String) {
        guard case .failed(let reason) = HandlerAnswer.read(Array(line.utf8)).answer else {
            Issue.record("it counts as an answer")
            return
        }
        #expect(reason.contains(words), "\(reason)")
    }

    @Test func `a program may leave a request to others, or have it fail`() {
        guard case .pass = HandlerAnswer.read(Array(#"{"pass":true}"#.utf8)).answer else {
            Issue.record("not passed")
            return
        }
        guard case .delivery(_, let fault) = HandlerAnswer.read(Array(#"{"fault":"close"}"#.utf8)).answer else {
            Issue.record("no fault")
            return
        }
        #expect(fault?.source == "close")
    }
}
