package import IPCClient
import Texts

/// Every byte sent and received, for `-v`.
package enum WireTrace {
    package static func line(_ event: TraceEvent) -> String {
        switch event {
        case .connected(let address): "* connected to \(address)"
        case .sent(let bytes): "> \(TerminalText.escaped(bytes: bytes))"
        case .halfClosed: "* half-closed"
        case .received(let bytes): "< \(TerminalText.escaped(bytes: bytes))"
        case .closedByServer: "* closed by the server"
        case .retrying(let error): "* trying again: \(error)"
        }
    }
}
