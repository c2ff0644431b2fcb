import Glibc
import IPCClient
import IPCFraming
import Synchronization
import TestSupport

/// The server's side of one WebSocket connection, for a script.
final class WebSocketPeer {
    /// The head of the client's handshake.
    private(set) var request = ""
    private let connection: ScriptedConnection
    private var decoder: WebSocketDecoder
    private var encoder: WebSocketEncoder

    /// Answers the handshake.
    init(_ connection: ScriptedConnection) throws {
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
    func next() throws -> WebSocketEvent? {
        while true {
            if let event = try decoder.next() { return event }
            let bytes = try connection.receive()
            if bytes.isEmpty { return nil }
            decoder.append(bytes)
        }
    }

    /// The next message, which must be what comes next.
    func message() throws -> String {
        guard case .message(let message)? = try next() else { throw ScriptedConnection.Ended.endOfStream }
        return String(decoding: message.bytes, as: UTF8.self)
    }

    func bytes(_ text: String) -> [UInt8] { encoder.encode(WebSocketMessage(.text, Array(text.utf8))) }

    func send(_ text: String) throws {
        try connection.send(bytes(text))
    }

    func send(_ message: WebSocketMessage) throws {
        try connection.send(encoder.encode(message))
    }

    func ping(_ payload: [UInt8]) throws {
        try connection.send(encoder.encode(.ping, payload))
    }

    func close(_ close: WebSocketClose) throws {
        try connection.send(encoder.encode(close))
    }

    /// Answers each message, and a Close by its echo, until the stream ends.
    func serve(_ answer: (String) throws -> String = { "to \($0)" }) throws {
        while let event = try next() {
            switch event {
            case .message(let message): try send(answer(String(decoding: message.bytes, as: UTF8.self)))
            case .close(let close): return try self.close(close)
            case .ping(let payload): try connection.send(encoder.encode(.pong, payload))
            case .pong: break
            }
        }
    }
}

/// What a script has seen.
final class Seen<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    var all: [Element] { elements.withLock { $0 } }

    func add(_ element: Element) {
        elements.withLock { $0.append(element) }
    }
}

extension ScriptedServer {
    /// Runs `body` with a client that speaks WebSocket; the server lives as long.
    func withWebSocket<Result>(
        _ policy: ExchangePolicy = .patient(),
        _ cancellation: Cancellation? = nil,
        target: String = "",
        _ body: (Client) throws -> Result
    ) throws -> Result {
        let client = Client(try Endpoint("ws://\(endpoint)\(target)"), policy: policy, cancellation: cancellation)
        return try withExtendedLifetime(self) { try body(client) }
    }
}

extension Client {
    /// - Returns: whether the server has sent something, or closed the connection.
    func waitForServer() -> Bool {
        var entry = pollfd(fd: descriptor ?? -1, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 60_000) == 1
    }
}

func text(_ text: String) -> RequestFrame { RequestFrame(Array(text.utf8)) }
