/// Why an exchange ended without a whole response: a stable word, also in session files and reports.
public enum FailureCode: Hashable, Sendable {
    /// Nobody listens there.
    case refused
    /// The host's name has no address.
    case unresolved
    /// The host or socket cannot be reached, or this system cannot make a connection.
    case unreachable
    /// The connection was reset.
    case reset
    /// The time for the exchange, or for connecting, was used up.
    case timeout
    /// The server closed the connection without a single byte; over a WebSocket, without a message, by a Close or not.
    case closedWithoutResponse
    /// The response ended before its CR LF.
    case truncated
    /// The response is longer than the limit.
    case tooLarge
    /// The server is in keep-alive mode and the client is not: it goes on answering the half-close.
    case endless
    /// The caller gave it up.
    case cancelled
    /// The server refused the WebSocket handshake, or its answer to it is none.
    case handshakeRefused
    /// A server of the other kind listens there: WebSocket where a plain socket was expected, or the reverse.
    case wrongServer
    /// What the server sent over a WebSocket breaks the rules.
    case protocolViolation
    /// A word that this version does not know: a session file holds what another program wrote.
    case other(String)

    /// Those that this version knows.
    public static let known: [FailureCode] = [
        .refused, .unresolved, .unreachable, .reset, .timeout, .closedWithoutResponse, .truncated, .tooLarge,
        .endless, .cancelled, .handshakeRefused, .wrongServer, .protocolViolation,
    ]
}

extension FailureCode: RawRepresentable {
    /// - Parameter rawValue: the stable word. Any text is taken, and kept.
    public init(rawValue: String) {
        self = Self.known.first { $0.rawValue == rawValue } ?? .other(rawValue)
    }

    /// The stable word.
    public var rawValue: String {
        switch self {
        case .refused: "refused"
        case .unresolved: "unresolved"
        case .unreachable: "unreachable"
        case .reset: "reset"
        case .timeout: "timeout"
        case .closedWithoutResponse: "closed-without-response"
        case .truncated: "truncated"
        case .tooLarge: "too-large"
        case .endless: "endless"
        case .cancelled: "cancelled"
        case .handshakeRefused: "handshake-refused"
        case .wrongServer: "wrong-server"
        case .protocolViolation: "protocol-violation"
        case .other(let word): word
        }
    }
}
