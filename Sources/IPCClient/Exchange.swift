public import IPCFraming

/// One request and what came of it.
public struct Exchange: Sendable {
    /// What was sent, or was to be sent.
    public var request: RequestFrame
    /// The response, or the part of it that came before ``failure``; `nil` when not a byte came.
    public var response: ResponseFrame?
    /// What went wrong; `nil` when the response is whole.
    public var failure: ExchangeError?
    /// How often a connection was tried for it, 1 when all went well.
    public var attempts: Int
    /// The time from the start of the exchange to the end of its response, on the monotonic clock.
    public var duration: Duration

    /// Creates the record of an exchange.
    public init(
        request: RequestFrame,
        response: ResponseFrame?,
        failure: ExchangeError? = nil,
        attempts: Int = 1,
        duration: Duration = .zero
    ) {
        self.request = request
        self.response = response
        self.failure = failure
        self.attempts = attempts
        self.duration = duration
    }
}
