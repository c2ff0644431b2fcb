package import IPCClient
import IPCFraming
import Texts

/// Every byte sent and received, for `-v`.
package enum WireTrace {
    package static func line(_ event: TraceEvent) -> String {
        switch event {
        case .connected(let address): "* connected to \(address)"
        case .sent(let bytes): "> \(TerminalText.escaped(bytes: bytes))"
        case .halfClosed: "* half-closed"
        case .received(let bytes): "< \(TerminalText.escaped(bytes: bytes))"
        case .control(let event, let isSent): "\(isSent ? ">" : "<") \(text(event))"
        case .closedByServer: "* closed by the server"
        case .retrying(let error): "* trying again: \(error)"
        }
    }

    private static func text(_ event: WebSocketEvent) -> String {
        switch event {
        case .message(let message): TerminalText.escaped(bytes: message.bytes)
        case .ping(let payload): "(ping) \(TerminalText.escaped(bytes: payload))"
        case .pong(let payload): "(pong) \(TerminalText.escaped(bytes: payload))"
        case .close(let close): "(close) \(close.inWords)"
        }
    }
}
