import IPCFraming
import TestSupport
import Testing

@testable import IPCClient

@Suite struct RepeatedAnswersTests {
    private static let answer = "Error: Malformed JSON message.\r\n"

    private static func repeated(_ count: Int) -> String { String(repeating: answer, count: count) }

    private static func start(_ text: String, requestLength: Int = 20) -> Int? {
        RepeatedAnswers.start(in: Array(text.utf8), requestLength: requestLength)
    }

    private static let streams: [(text: String, start: Int?)] = [
        ("O.k.\r\n" + repeated(8), 6),
        ("O.k.\r\n" + repeated(8) + "Error: Malfor", 6),
        ("O.k.\r\n" + repeated(8) + "Error: Malformed JSON message.\r", 6),
        ("a\r\nb\r\n" + repeated(100), 6),
        // The response was this error.
        (repeated(9), 32),
        // As long as the server has not said it often enough, it may be a response.
        ("O.k.\r\n" + repeated(7), nil),
        (repeated(7) + "Error: Malformed JSON messag", nil),
        // Something else is among it, or follows it.
        (repeated(4) + "O.k.\r\n" + repeated(5), nil),
        (repeated(20) + "O.k.\r\n", nil),
        (repeated(20) + String(repeating: "x", count: 40), nil),
        (String(repeating: "Error: no.\r\n", count: 100), nil),
        (String(repeating: "\r\n", count: 1000), nil),
        ("", nil),
    ]

    @Test(arguments: streams)
    func `the same error again and again is told from a response`(text: String, start: Int?) {
        #expect(Self.start(text) == start)
    }

    @Test func `what the request could have held is a response`() {
        // {"..."}: a text that the server prints as it is.
        let text = "Error: Unknown request:\n" + Self.repeated(50)
        let requestLength = 50 * Self.answer.utf8.count
        #expect(Self.start(text, requestLength: requestLength) == nil)
        #expect(Self.start(text + Self.answer, requestLength: requestLength) == 24)
    }

    @Test func `a server in keep-alive mode is left at once, and its response kept`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
            try connection.receiveToEnd()
            while true { try connection.send(Self.answer) }
        }
        let exchange = try server.exchange()
        #expect(exchange.failure?.code == .endless)
        #expect(exchange.response == ResponseFrame(Array("O.k.".utf8), ending: .noClose))
        #expect(
            exchange.message(of: server)
                == "SERVER does not end its response: it goes on answering in keep-alive mode; "
                + "the request may have been executed"
        )
    }

    @Test func `a response that holds the same lines arrives whole`() throws {
        let text = Self.repeated(1000)
        let server = try ScriptedServer { connection in
            let request = try connection.receiveRequest()
            try connection.send(Array("Error: Unknown request:\n".utf8) + request + Array("\r\n".utf8))
        }
        let exchange = try server.exchange(RequestFrame(Array(text.utf8)))
        #expect(exchange.failure == nil)
        #expect(exchange.text == "Error: Unknown request:\n" + text)
    }
}
