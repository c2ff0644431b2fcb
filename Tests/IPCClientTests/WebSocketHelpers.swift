import Glibc
import IPCClient
import IPCFraming
import TestSupport

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

extension ExchangeNotice {
    /// What a server has sent unasked.
    var pushedText: String? {
        switch self {
        case .pushed(let message, _): String(decoding: message.bytes, as: UTF8.self)
        case .message, .closed, .lingering, .moreOfTheResponse, .moreOfTheLastResponse: nil
        }
    }
}
