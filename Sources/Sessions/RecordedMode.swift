package import IPCFraming

/// How a session's server used its connections, as the header says it.
package enum RecordedMode: Hashable, Sendable {
    case connection(ConnectionMode)
    /// One connection for many messages, each the answer to one.
    case webSocket
    /// A word that this version does not know; kept when a file is rewritten.
    case other(String)

    private static let webSocketWord = "websocket"

    package init(_ word: String) {
        if word == Self.webSocketWord {
            self = .webSocket
        } else {
            self = ConnectionMode(rawValue: word).map(Self.connection) ?? .other(word)
        }
    }

    /// How connections to a server are used.
    ///
    /// - Parameter mode: with a socket server.
    package init(of endpoint: Endpoint, _ mode: ConnectionMode) {
        self = endpoint.isWebSocket ? .webSocket : .connection(mode)
    }

    /// The header's word.
    package var word: String {
        switch self {
        case .connection(let mode): mode.rawValue
        case .webSocket: Self.webSocketWord
        case .other(let word): word
        }
    }
}
