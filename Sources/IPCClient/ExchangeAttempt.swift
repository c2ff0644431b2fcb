import IPCFraming

/// One try of an exchange, over one connection of some kind.
protocol ExchangeAttempt: ~Copyable {
    var terms: Terms { get }
    var deadline: Instant { get set }
    /// Why a WebSocket server closed the connection, if it did.
    var close: WebSocketClose? { get }
    /// What came after the failure, up to the end of the stream.
    var lateResponse: ResponseFrame? { get set }
    /// All that came whole, where not only the first message is the answer.
    var messages: [ReceivedMessage] { get }

    /// Sends the request and waits for its response.
    ///
    /// - Returns: the last message of it; `nil` when none was to be waited for.
    mutating func run() throws(ExchangeError) -> ResponseFrame?
    /// Waits for the response.
    mutating func receive() throws(ExchangeError) -> ResponseFrame
    /// The part of a response that came before a failure.
    mutating func partialResponse() -> ResponseFrame?
    /// Whether the vendor's server may not live through a client that leaves now.
    func endsServerByLeaving(_ failure: ExchangeError) -> Bool
    /// The response will be waited for, although the exchange has failed.
    ///
    /// - Parameter cancelDescriptor: becomes readable when the wait is to end.
    mutating func prepareToLinger(_ cancelDescriptor: Int32)
}

extension ExchangeAttempt where Self: ~Copyable {
    /// Waits for the late answer of an exchange that has failed, where leaving could end the server.
    ///
    /// - Returns: the failure, with what became of it. See also ``lateResponse``.
    mutating func linger(after failure: ExchangeError, _ cancellation: Cancellation?) -> ExchangeError {
        guard endsServerByLeaving(failure) else { return failure }
        var failure = failure
        let next: Int32? = if let cancellation { cancellation.nextDescriptor } else { -1 }
        guard terms.policy.lingerTime > .zero, let next else {
            failure.aftermath = .left
            return failure
        }
        prepareToLinger(next)
        terms.notice?(.lingering(failure, atMost: terms.policy.lingerTime))
        deadline = .now + terms.policy.lingerTime
        do throws(ExchangeError) {
            let response = try receive()
            failure.aftermath = response.isWhole ? .answered(after: .zero) : .closed
            lateResponse = response
        } catch {
            switch error.code {
            case .timeout, .cancelled, .tooLarge, .endless: failure.aftermath = .left
            case .reset:
                failure.aftermath = .reset
                failure.mayHaveBeenExecuted = error.mayHaveBeenExecuted
            default:
                failure.aftermath = .closed
                failure.close = error.close
            }
        }
        return failure
    }
}

extension ResponseFrame {
    /// Whether nothing of it is missing.
    var isWhole: Bool { ending == .complete || ending == .binary }
}
