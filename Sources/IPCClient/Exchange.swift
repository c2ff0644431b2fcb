public import IPCFraming

/// One request and what came of it.
public struct Exchange: Sendable {
    /// What was sent, or was to be sent.
    public var request: RequestFrame
    /// The response, or the part of it that came before ``failure``; `nil` when not a byte came.
    public var response: ResponseFrame?
    /// What went wrong; `nil` when the response is whole.
    public var failure: ExchangeError? {
        get { seldom?.error }
        set { seldom = Seldom.holding(newValue, close, messages) }
    }
    /// Why a WebSocket server closed the connection behind the response or in its place; `nil` when it did not.
    public var close: WebSocketClose? {
        get { seldom?.close }
        set { seldom = Seldom.holding(failure, newValue, messages) }
    }
    /// All messages that came for the request, where not exactly one did; ``response`` is the last of them then.
    public var messages: [ReceivedMessage]? {
        get { seldom?.messages }
        set { seldom = Seldom.holding(failure, close, newValue) }
    }
    /// What has come for the request, in its order.
    package var frames: [ResponseFrame] { messages?.map(\.frame) ?? response.map { [$0] } ?? [] }
    /// Whether all that was waited for has come; also when that was nothing.
    package var isAnswered: Bool { failure == nil && (response != nil || messages != nil) }
    /// How often a connection was tried for it, 1 when all went well.
    public var attempts: Int
    /// When it began.
    public var start: Instant
    /// The time from ``start`` to the end of its response, on the monotonic clock.
    public var duration: Duration

    /// Apart from the exchange: it is large, and an exchange is often copied and seldom has any of it.
    private var seldom: Seldom?

    private final class Seldom: Sendable {
        let error: ExchangeError?
        let close: WebSocketClose?
        let messages: [ReceivedMessage]?

        private init(_ error: ExchangeError?, _ close: WebSocketClose?, _ messages: [ReceivedMessage]?) {
            self.error = error
            self.close = close
            self.messages = messages
        }

        /// - Returns: `nil` when there is nothing to hold.
        static func holding(
            _ error: ExchangeError?,
            _ close: WebSocketClose?,
            _ messages: [ReceivedMessage]?
        ) -> Seldom? {
            error == nil && close == nil && messages == nil ? nil : Seldom(error, close, messages)
        }
    }

    /// Creates the record of an exchange.
    public init(
        request: RequestFrame,
        response: ResponseFrame?,
        failure: ExchangeError? = nil,
        attempts: Int = 1,
        start: Instant = .now,
        duration: Duration = .zero,
        close: WebSocketClose? = nil,
        messages: [ReceivedMessage]? = nil
    ) {
        self.request = request
        self.response = response
        seldom = Seldom.holding(failure, close, messages)
        self.attempts = attempts
        self.start = start
        self.duration = duration
    }
}
