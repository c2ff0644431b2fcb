public import IPCFraming
import Platform

/// What a mock server was asked and what it answered, in memory, for a test to look at.
public final class MockJournal: Sendable {
    /// One request and what was answered.
    public struct Entry: Hashable, Sendable {
        /// The request, to the byte.
        public let request: RequestFrame
        /// The response, or the part of it that was sent; `nil` when not a byte was.
        public let response: ResponseFrame?
        /// What the client saw go wrong; `nil` when the response was whole.
        public let failure: FailureCode?
        /// Why the connection of a WebSocket client was closed, behind the response or in its place; 1006 without a Close.
        public let close: WebSocketClose?
    }

    private let kept = Guarded<[Entry]>([])

    /// Creates an empty one.
    public init() {}

    /// The exchanges that have ended, in that order.
    public var entries: [Entry] { kept.withLock { $0 } }

    func append(
        _ request: RequestFrame,
        _ response: ResponseFrame?,
        _ failure: FailureCode?,
        _ close: WebSocketClose?
    ) {
        kept.withLock { $0.append(Entry(request: request, response: response, failure: failure, close: close)) }
    }
}
