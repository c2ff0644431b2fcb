package import IPCFraming

/// What happens in a mock server, for its log.
package enum MockEvent: Sendable {
    /// An exchange, with its number counted from 1.
    case exchange(Int, RequestFrame, Answer)
    /// A request that nothing recorded answers; the exchange of the same number follows.
    case missed(Int, Miss)
    /// A connection that ended without a whole exchange, and why.
    case broken(String)
    /// The server itself is in trouble.
    case trouble(String)
    /// Something worth knowing.
    case notice(String)
}
