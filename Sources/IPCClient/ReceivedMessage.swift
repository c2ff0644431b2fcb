public import IPCFraming

/// One of several messages that came for a request, or one that came unasked.
public struct ReceivedMessage: Hashable, Sendable {
    /// Its bytes, and what ended it.
    public var frame: ResponseFrame
    /// When it was there whole.
    public var time: Instant

    /// Creates one, for comparing.
    public init(_ frame: ResponseFrame, at time: Instant = .now) {
        self.frame = frame
        self.time = time
    }

    /// What has come over a WebSocket just now.
    package init(_ message: WebSocketMessage) {
        self.init(ResponseFrame(message))
    }
}
