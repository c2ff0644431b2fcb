import IPCClient
import IPCFraming
import Texts

/// Every byte sent and received, for `-v`.
enum WireTrace {
    static func show(_ event: TraceEvent, on console: Console) {
        switch event {
        case .connected(let address): console.notice("* connected to \(address)")
        case .sent(let bytes): console.notice("> \(text(bytes))")
        case .halfClosed: console.notice("* half-closed")
        case .received(let bytes): console.notice("< \(text(bytes))")
        case .control(let event, let isSent): console.notice("\(isSent ? ">" : "<") \(text(event))")
        case .closedByServer: console.notice("* closed by the server")
        case .retrying(let error): console.notice("* trying again: \(error)")
        }
    }

    private static func text(_ event: WebSocketEvent) -> String {
        switch event {
        case .message(let message): text(message.bytes)
        case .ping(let payload): "(ping) \(text(payload))"
        case .pong(let payload): "(pong) \(text(payload))"
        case .close(let close): "(close) \(close.inWords)"
        }
    }

    private static func text(_ bytes: [UInt8]) -> String {
        TerminalText.escaped(bytes: bytes)
    }
}
