package import IPCFraming

/// How a session's server used its connections, as the header says it.
package enum RecordedMode: Hashable, Sendable {
    case connection(ConnectionMode)
    /// A word that this version does not know, such as `websocket`; kept when a file is rewritten.
    case other(String)

    package init(_ word: String) {
        self = ConnectionMode(rawValue: word).map(Self.connection) ?? .other(word)
    }

    /// The header's word.
    package var word: String {
        switch self {
        case .connection(let mode): mode.rawValue
        case .other(let word): word
        }
    }
}
