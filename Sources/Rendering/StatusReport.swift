import IPCClient
import IPCFraming
package import Operations
import Texts
import WireJSON

/// Where we are connected, and what is recorded where, for `status`.
package struct StatusReport: Renderable {
    private let exchanger: Exchanger
    private let mode: String
    /// Whether the server is the embedded mock server.
    private let isMock: Bool

    package init(_ exchanger: Exchanger, isMock: Bool) {
        self.exchanger = exchanger
        self.isMock = isMock
        let isWebSocket = exchanger.settings.endpoint?.isWebSocket == true
        mode =
            switch (exchanger.settings.policy.mode, exchanger.isConnected) {
            case (_, true) where isWebSocket: "websocket, connected"
            case (_, false) where isWebSocket: "websocket, not connected yet"
            case (.oneShot, _): "one connection for each exchange"
            case (.keepAlive, true): "keep-alive, connected"
            case (.keepAlive, false): "keep-alive, not connected yet"
            }
    }

    package func lines(_ style: TextStyle) -> [String] {
        let server = exchanger.settings.endpoint.map { "\($0) (\(mode)\(isMock ? ", the embedded mock server" : ""))" }
        return [
            "server:    \(server ?? "not connected")", "so far:    \(exchanger.tally.text)",
            "recording: \(style.safe(recording))",
        ]
    }

    package var jsonLines: [UInt8] {
        JSONObject([
            ("server", exchanger.settings.endpoint.map { .string(JSONString("\($0)")) } ?? .null),
            ("mode", .string(JSONString(mode))),
            ("mock", .bool(isMock)),
            ("exchanges", .number(JSONNumber(exchanger.tally.total))),
            ("so far", .string(JSONString(exchanger.tally.text))),
            ("recording", .string(JSONString(recording))),
        ]).line
    }

    private var recording: String {
        switch exchanger.recorder.recording {
        case .off: "off"
        case .file(let path): path
        case .automatic: exchanger.recorder.path ?? "on, into a new file from the first exchange on"
        }
    }
}
