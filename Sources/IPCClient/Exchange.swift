public import IPCFraming

/// One request and what came of it.
public struct Exchange: Sendable {
    /// What was sent, or was to be sent.
    public var request: RequestFrame
    /// The response, or the part of it that came before ``failure``; `nil` when not a byte came.
    public var response: ResponseFrame?
    /// What went wrong; `nil` when the response is whole.
    public var failure: ExchangeError? {
        get { failed?.error }
        set { failed = newValue.map(Failed.init) }
    }
    /// How often a connection was tried for it, 1 when all went well.
    public var attempts: Int
    /// When it began.
    public var start: Instant
    /// The time from ``start`` to the end of its response, on the monotonic clock.
    public var duration: Duration

    /// Apart from the exchange: it is large, and an exchange is often copied and seldom has one.
    private var failed: Failed?

    private final class Failed: Sendable {
        let error: ExchangeError

        init(_ error: ExchangeError) {
            self.error = error
        }
    }

    /// Creates the record of an exchange.
    public init(
        request: RequestFrame,
        response: ResponseFrame?,
        failure: ExchangeError? = nil,
        attempts: Int = 1,
        start: Instant = .now,
        duration: Duration = .zero
    ) {
        self.request = request
        self.response = response
        failed = failure.map(Failed.init)
        self.attempts = attempts
        self.start = start
        self.duration = duration
    }
}
