import IPCClient
import IPCFraming
import Replay
import Sessions
import Testing
import WireJSON

/// A session recorded over the one transport, and what came over the other.
@Suite struct TransportChangeTests {
    /// How an exchange came out on one of the two.
    struct Outcome {
        var text: String?
        var ending = ResponseFrame.Ending.complete
        var failure: FailureCode?
        var close: WebSocketClose?

        static func text(_ text: String, _ ending: ResponseFrame.Ending = .complete) -> Outcome {
            Outcome(text: text, ending: ending)
        }

        static func end(_ failure: FailureCode = .closedWithoutResponse, _ close: WebSocketClose? = nil) -> Outcome {
            Outcome(failure: failure, close: close)
        }

        static func bye(_ close: WebSocketClose?) -> Outcome { Outcome(text: "bye", close: close) }

        var response: ResponseFrame? { text.map { ResponseFrame(Array($0.utf8), ending: ending) } }
    }

    struct Row: CustomTestStringConvertible {
        var request: RequestFrame
        var socket: Outcome
        var webSocket: Outcome
        /// How the explanation begins; `nil` when there is none.
        var words: String?
        var isSame: Bool

        var testDescription: String {
            "\(String(decoding: request.bytes, as: UTF8.self)): \(socket.text ?? "-") / \(webSocket.text ?? "-")"
        }

        static func same(
            _ request: String,
            _ socket: Outcome,
            _ webSocket: Outcome,
            _ words: String? = nil,
            _ ending: RequestFrame.Ending = .terminator
        ) -> Row {
            let frame = RequestFrame(Array(request.utf8), ending: ending)
            return Row(request: frame, socket: socket, webSocket: webSocket, words: words, isSame: true)
        }

        static func other(_ request: String, _ socket: Outcome, _ webSocket: Outcome) -> Row {
            let frame = RequestFrame(Array(request.utf8))
            return Row(request: frame, socket: socket, webSocket: webSocket, words: nil, isSame: false)
        }
    }

    private static let normal = WebSocketClose(.normal, "Closing connection.")
    private static let internalError = WebSocketClose(.internalError)
    private static let malformed = Outcome.text("Error: Malformed JSON message.")

    private static let rows: [Row] = [
        .same("{}", .text("O.k."), .text("O.k.")),
        // What ends a response is the transport's.
        .same("{}", .text("O.k.", .noClose), .text("O.k.")), .same("{}", .text("O.k.", .noTerminator), .text("O.k.")),
        .same("{}", .text("O.k."), .text("O.k.\r\n")), .same("{}", .text("O.k."), .text("O.k.\n")),
        .same("{}", .text("x"), .text("x", .binary), "the binary message"),
        .same("{}", .text("O.k."), .text("Ok"), "'Ok' is what"),
        .other("{}", .text("O.k."), .text("okay")), .other("{}", .text("Error: a"), .text("Error: b")),
        .other("{}", .text("Error: a"), .text("Ok")),
        // What ends the one server or the other.
        .same("null", .end(), .end(.closedWithoutResponse, internalError), "a Close 1011 stands for"),
        .same("null", .end(.reset), .end(.closedWithoutResponse, internalError), "a Close 1011 stands for"),
        .same("\u{FFFD}", .end(), .end(.closedWithoutResponse, .abnormal), "an end without a Close"),
        .same("{}", .end(.truncated), .end(.closedWithoutResponse, .abnormal), "a part of an answer"),
        .other("{}", .text("O.k."), .end(.closedWithoutResponse, internalError)),
        .other("{}", .end(), .text("O.k.")),
        .other("{}", .end(.timeout), .end(.closedWithoutResponse, internalError)),
        // What is said at the end.
        .same("", .end(), .bye(normal), "abort stops", .abort),
        .same("", .end(.reset), .bye(nil), "abort stops", .abort),
        .same("quit\n", malformed, .bye(normal), "'quit' ends"),
        .same("quitting", malformed, .bye(normal), "'quit' ends"),
        .same(#"{"quit": 1}"#, .text("Error: Unknown request:\n{'quit': 1}"), .bye(nil), "a message with 'quit'"),
        .other("quit", .text("O.k."), .bye(normal)),
        .same("{}", .text("O.k."), .end(.closedWithoutResponse, internalError), "a binary message", .binary),
    ]

    private static func actual(_ request: RequestFrame, _ outcome: Outcome) -> Exchange {
        let failure = outcome.failure.map { ExchangeError($0, .waiting, .vendorDefault) }
        return Exchange(request: request, response: outcome.response, failure: failure, close: outcome.close)
    }

    @Test(arguments: rows, [true, false])
    func `means the same, or not, either way`(row: Row, isToWebSocket: Bool) throws {
        let (before, after) = isToWebSocket ? (row.socket, row.webSocket) : (row.webSocket, row.socket)
        var recorded = RecordedExchange(number: 1, request: row.request, response: before.response)
        recorded.error = before.failure
        recorded.close = before.close
        let actual = Self.actual(row.request, after)
        let mode = isToWebSocket ? RecordedMode.connection(.oneShot) : .webSocket
        let to = try Endpoint(isToWebSocket ? "ws://localhost" : "localhost")
        let change = try #require(TransportChange(from: mode, to: to))
        let expectation = try Expectation(recorded)
        let comparison = Comparison()
        let found = try expectation.differences(recorded: recorded, actual: actual, comparison: comparison)
        let (differences, meaning) = expectation.differences(
            found,
            recorded: recorded,
            actual: actual,
            comparison: comparison,
            across: change
        )
        #expect(differences.isEmpty == row.isSame)
        #expect((meaning != nil) == (row.words != nil))
        if let words = row.words { #expect(meaning?.hasPrefix(words) == true) }
    }

    @Test func `an expectation of its own is not softened`() throws {
        var recorded = RecordedExchange(
            number: 1,
            request: RequestFrame(Array("{}".utf8)),
            response: ResponseFrame(Array("O.k.".utf8))
        )
        recorded.expect = ["text": "O.k."]
        let actual = Self.actual(recorded.request, .text("Ok"))
        let change = try #require(TransportChange(from: .connection(.oneShot), to: try Endpoint("ws://localhost")))
        let expectation = try Expectation(recorded)
        let found = try expectation.differences(recorded: recorded, actual: actual)
        let (differences, meaning) = expectation.differences(
            found,
            recorded: recorded,
            actual: actual,
            comparison: Comparison(),
            across: change
        )
        #expect(differences.count == 1)
        #expect(meaning == nil)
    }

    @Test(
        arguments: [
            (RecordedMode.webSocket, "ws://localhost"), (.connection(.keepAlive), "localhost"),
            (.connection(.oneShot), "localhost"), (.other("later"), "ws://localhost"),
        ]
    )
    func `the same transport is no change`(mode: RecordedMode, to: String) throws {
        #expect(TransportChange(from: mode, to: try Endpoint(to)) == nil)
    }

    @Test func `each reason is told once`() {
        var meanings = Meanings()
        for number in 1...7 { meanings.add("so it is", number) }
        meanings.add("another", 9)
        #expect(
            meanings.notices == [
                "exchanges 1, 2, 3, 4, 5 and 2 more count as the same: so it is",
                "exchange 9 counts as the same: another",
            ]
        )
    }
}
