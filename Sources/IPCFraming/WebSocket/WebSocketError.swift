/// What a peer did that ends a WebSocket connection, as the Close frame says it.
public struct WebSocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The code of the Close frame.
    public var code: WebSocketClose.Code
    /// Its reason: no more than the words for the fault, as the vendor's servers have them.
    public var reason: String

    /// Creates an error, for throwing or comparing.
    public init(_ code: WebSocketClose.Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// One line: the code and the reason.
    public var description: String { "\(code.rawValue) \(reason)" }

    /// The Close frame that tells the peer.
    public var close: WebSocketClose { WebSocketClose(code, reason) }

    static func violation(_ reason: String) -> WebSocketError { WebSocketError(.protocolError, reason) }

    /// - Parameters:
    ///   - count: the length that the frame announces; `nil` when it is found out by inflating.
    ///   - before: of its message before it; `nil` for its first frame.
    static func tooBig(_ count: UInt64?, before: Int?, limit: Int) -> WebSocketError {
        let size = count.map { "with \($0) bytes " } ?? ""
        let read = before.map { "after reading \($0) bytes " } ?? ""
        return WebSocketError(.messageTooBig, "frame \(size)\(read)exceeds limit of \(limit) bytes")
    }
}
