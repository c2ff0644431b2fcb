package import IPCFraming

/// The server's side of one WebSocket connection, for the script of a ``ScriptedServer``.
package final class ScriptedWebSocket {
    /// The head of the client's handshake.
    package private(set) var request = ""
    private let connection: ScriptedConnection
    private var decoder: WebSocketDecoder
    private var encoder: WebSocketEncoder

    /// Answers the handshake.
    package init(_ connection: ScriptedConnection) throws {
        self.connection = connection
        var handshake = WebSocketServerHandshake(server: "script")
        var outcome: WebSocketServerHandshake.Outcome?
        while outcome == nil {
            let bytes = try connection.receive()
            if bytes.isEmpty { throw ScriptedConnection.Ended.endOfStream }
            request += String(decoding: bytes, as: UTF8.self)
            bytes.withUnsafeBytes { handshake.append($0) }
            outcome = handshake.next(date: "today")
        }
        guard case .accepted(let answer, let deflate)? = outcome else { throw ScriptedConnection.Ended.endOfStream }
        decoder = WebSocketDecoder(role: .server, limit: 1 << 25, deflate: deflate)
        encoder = WebSocketEncoder(role: .server, deflate: deflate)
        decoder.append(handshake.rest)
        try connection.send(answer)
    }

    /// What comes next; `nil` at the end of the stream.
    package func next() throws -> WebSocketEvent? {
        while true {
            if let event = try decoder.next() { return event }
            let bytes = try connection.receive()
            if bytes.isEmpty { return nil }
            decoder.append(bytes)
        }
    }

    /// The next message, which must be what comes next.
    package func message() throws -> String {
        guard case .message(let message)? = try next() else { throw ScriptedConnection.Ended.endOfStream }
        return String(decoding: message.bytes, as: UTF8.self)
    }

    package func bytes(_ text: String) -> [UInt8] { encoder.encode(WebSocketMessage(.text, Array(text.utf8))) }

    package func send(_ text: String) throws {
        try connection.send(bytes(text))
    }

    package func send(_ message: WebSocketMessage) throws {
        try connection.send(encoder.encode(message))
    }

    package func ping(_ payload: [UInt8]) throws {
        try connection.send(encoder.encode(.ping, payload))
    }

    package func pong(_ payload: [UInt8]) throws {
        try connection.send(encoder.encode(.pong, payload))
    }

    package func close(_ close: WebSocketClose) throws {
        try connection.send(encoder.encode(close))
    }

    /// Answers each message, and a Close by its echo, until the stream ends.
    package func serve(_ answer: (String) throws -> String = { "to \($0)" }) throws {
        while let event = try next() {
            switch event {
            case .message(let message): try send(answer(String(decoding: message.bytes, as: UTF8.self)))
            case .close(let close): return try self.close(close)
            case .ping(let payload): try pong(payload)
            case .pong: break
            }
        }
    }
}
