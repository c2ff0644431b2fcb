public import IPCFraming

/// One request and what came of it.
public struct Exchange: Sendable {
    /// What was sent, or was to be sent.
    public var request: RequestFrame
    /// The response, or the part of it that came before ``failure``; `nil` when not a byte came.
    public var response: ResponseFrame?
    /// What went wrong; `nil` when the response is whole.
    public var failure: ExchangeError? {
        get { seldom?.details.failure }
        set { change { $0.failure = newValue } }
    }
    /// Why a WebSocket server closed the connection behind the response or in its place; `nil` when it did not.
    public var close: WebSocketClose? {
        get { seldom?.details.close }
        set { change { $0.close = newValue } }
    }
    /// All messages that came for the request, where not exactly one did; ``response`` is the last of them then.
    public var messages: [ReceivedMessage]? {
        get { seldom?.details.messages }
        set { change { $0.messages = newValue } }
    }
    /// What a WebSocket server has sent unasked together with the response, behind it.
    public var pushed: [ReceivedMessage] {
        get { seldom?.details.pushed ?? [] }
        set { change { $0.pushed = newValue } }
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

    private struct Details: Sendable {
        var failure: ExchangeError?
        var close: WebSocketClose?
        var messages: [ReceivedMessage]?
        var pushed: [ReceivedMessage] = []

        var isEmpty: Bool { failure == nil && close == nil && messages == nil && pushed.isEmpty }
    }

    private final class Seldom: Sendable {
        let details: Details

        /// - Returns: `nil` when there is nothing to hold.
        init?(_ details: Details) {
            if details.isEmpty { return nil }
            self.details = details
        }
    }

    private mutating func change(_ body: (inout Details) -> Void) {
        var details = seldom?.details ?? Details()
        body(&details)
        seldom = Seldom(details)
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
        messages: [ReceivedMessage]? = nil,
        pushed: [ReceivedMessage] = []
    ) {
        self.request = request
        self.response = response
        seldom = Seldom(Details(failure: failure, close: close, messages: messages, pushed: pushed))
        self.attempts = attempts
        self.start = start
        self.duration = duration
    }
}
