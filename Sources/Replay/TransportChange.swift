package import IPCClient
package import IPCFraming
package import Sessions

/// What counts as the same when a session that was recorded over the one transport is sent over the other.
///
/// Both kinds of server answer alike; they differ in what ends them, and in what their transport can carry.
package struct TransportChange: Sendable {
    /// One exchange, whichever of the two servers came first.
    private struct Sides {
        var request: RequestFrame
        var socket: ResponseFrame?
        var socketFailure: FailureCode?
        var webSocket: ResponseFrame?
        var webSocketFailure: FailureCode?
        var close: WebSocketClose?
    }

    private static let quit = Array("quit".utf8)
    private static let bye = Array("bye".utf8)
    private static let ok: Set = [Array("O.k.".utf8), Array("Ok".utf8)]

    private let isToWebSocket: Bool

    /// - Parameters:
    ///   - mode: how the session was recorded.
    ///   - endpoint: where it is sent.
    /// - Returns: `nil` when that is the same transport, or is not known to be another.
    package init?(from mode: RecordedMode, to endpoint: Endpoint) {
        switch (mode, endpoint.isWebSocket) {
        case (.connection, true): isToWebSocket = true
        case (.webSocket, false): isToWebSocket = false
        case (.connection, false), (.webSocket, true), (.other, _): return nil
        }
    }

    /// Why an exchange that came out otherwise than recorded, or in other words, is the same.
    ///
    /// - Returns: `nil` when it is not, or when there is nothing to explain; with whether the differences do not count.
    func meaning(
        _ recorded: RecordedExchange,
        _ actual: Exchange,
        isSameText: (_ expected: [UInt8], _ actual: [UInt8]) -> Bool
    ) -> (isSame: Bool, words: String?) {
        var sides = Sides(request: recorded.request)
        if isToWebSocket {
            (sides.socket, sides.socketFailure) = (recorded.response, recorded.error)
            (sides.webSocket, sides.webSocketFailure, sides.close) =
                (actual.response, actual.failure?.code, actual.close)
        } else {
            (sides.socket, sides.socketFailure) = (actual.response, actual.failure?.code)
            (sides.webSocket, sides.webSocketFailure, sides.close) =
                (recorded.response, recorded.error, recorded.close)
        }
        if let words = Self.ending(sides) { return (true, words) }
        guard sides.socketFailure == nil, sides.webSocketFailure == nil else { return (false, nil) }
        let expected = Self.text(recorded.response)
        let answer = Self.text(actual.response)
        if isSameText(expected, answer) {
            let isBinary = sides.webSocket?.ending == .binary
            return (true, isBinary ? "the binary message that it was over the WebSocket is bytes on a socket" : nil)
        }
        if Self.ok.isSuperset(of: [expected, answer]) {
            return (true, "'Ok' is what the WebSocket template server says for 'O.k.'")
        }
        return (false, nil)
    }

    /// What is about an end in one or both of the servers.
    private static func ending(_ sides: Sides) -> String? {
        let hasBye = text(sides.webSocket) == bye
        let socketEnds = isEnd(sides.socketFailure)
        switch sides.request.ending {
        case .abort where socketEnds && (hasBye || isEnd(sides.webSocketFailure)):
            return "abort stops a socket server without a word; a WebSocket server says 'bye' and closes the connection"
        case .terminator where hasBye && text(sides.socket).starts(with: Array("Error:".utf8)):
            return sides.request.bytes.starts(with: quit)
                ? "'quit' ends the connection of a WebSocket client; to a socket server it is no JSON"
                : "a message with 'quit' in it is answered by 'bye' over a WebSocket; to a socket server it is unknown"
        case .binary where isEnd(sides.webSocketFailure) && sides.close?.code == .internalError:
            return "a binary message is a Close 1011 over a WebSocket; a socket has none, and its bytes were sent"
        case .terminator, .endOfStream, .binary, .abort: break
        }
        guard isEnd(sides.webSocketFailure) else { return nil }
        if sides.socketFailure == .truncated { return "a part of an answer is none over a WebSocket" }
        guard socketEnds else { return nil }
        switch sides.close?.code {
        case nil, .abnormal?: return "an end without a Close is a socket server's silence"
        case let code?: return "a Close \(code.rawValue) stands for a socket server that ends without an answer"
        }
    }

    private static func isEnd(_ failure: FailureCode?) -> Bool {
        failure == .closedWithoutResponse || failure == .reset
    }

    /// Without the line end that some servers add.
    private static func text(_ response: ResponseFrame?) -> [UInt8] {
        var bytes = response?.bytes ?? []
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        return bytes
    }
}

extension Expectation {
    /// Compares what came with what was recorded over the other transport.
    ///
    /// - Parameters:
    ///   - differences: found without regard to the transports.
    ///   - change: from the one to the other.
    /// - Returns: those that count, and in words why those that do not are none.
    package func differences(
        _ differences: [Difference],
        recorded: RecordedExchange,
        actual: Exchange,
        comparison: Comparison,
        across change: TransportChange
    ) -> (differences: [Difference], meaning: String?) {
        guard recorded.expect == nil, recorded.responses == nil, actual.messages == nil else {
            return (differences, nil)
        }
        // An expression that was given up has been told by the comparison before.
        let meaning = change.meaning(recorded, actual) { (try? comparison.areEqual($0, $1)) ?? false }
        return meaning.isSame ? (differences.filter(\.isAboutTime), meaning.words) : (differences, nil)
    }
}

extension Difference {
    fileprivate var isAboutTime: Bool {
        if case .time = self { true } else { false }
    }
}
