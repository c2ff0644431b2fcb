public import IPCFraming

/// A client of the vendor's server: sends one request at a time and waits for its response.
///
/// ```swift
/// let client = Client(.vendorDefault)
/// let request = #"{"elements": {"file": "C:/a.gxml", "import_mode": "clipboard"}}"#
/// let exchange = client.exchange(RequestFrame(Array(request.utf8)))
/// ```
///
/// It blocks the calling thread. Use it from one thread at a time; end an exchange from outside by its
/// ``Cancellation``.
public final class Client {
    /// The server.
    public let endpoint: Endpoint
    /// How connections, time and failures are treated. A change holds from the next exchange on.
    public var policy: ExchangePolicy {
        get { terms.policy }
        set { terms = Terms(endpoint, newValue, trace: terms.trace, notice: terms.notice) }
    }
    /// The time for a request that is not to have the policy's `timeout`; `nil` for all others.
    public var timeout: ((RequestFrame) -> Duration?)?
    /// Called with what happens on the wire, as it happens. A change holds from the next exchange on.
    public var trace: ((TraceEvent) -> Void)? {
        get { terms.trace }
        set { terms = Terms(endpoint, terms.policy, trace: newValue, notice: terms.notice) }
    }
    /// Called with what a person wants to know while an exchange lasts. A change holds from the next exchange on.
    public var notice: ((ExchangeNotice) -> Void)? {
        get { terms.notice }
        set { terms = Terms(endpoint, terms.policy, trace: terms.trace, notice: newValue) }
    }

    private let cancellation: Cancellation?
    private var terms: Terms {
        didSet { otherTerms = nil }
    }
    /// The same, but for the time of the last request that had its own.
    private var otherTerms: Terms?
    private var connector: Connector
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

    /// - Parameters:
    ///   - endpoint: the server. Nothing is looked up or connected yet.
    ///   - policy: how connections, time and failures are treated.
    ///   - cancellation: ends an exchange from outside.
    public init(_ endpoint: Endpoint, policy: ExchangePolicy = ExchangePolicy(), cancellation: Cancellation? = nil) {
        self.endpoint = endpoint
        self.cancellation = cancellation
        terms = Terms(endpoint, policy)
        connector = Connector(cancellation: cancellation)
    }

    deinit {
        buffer.deallocate()
    }

    /// Whether a connection is kept open for the next exchange. The server may have closed it meanwhile.
    public var isConnected: Bool { connector.isConnected }

    /// Opens the connection that the exchanges in keep-alive mode will use; they open it themselves otherwise.
    ///
    /// - Throws: ``ExchangeError`` when no connection can be made within the policy's `connectTimeout`.
    public func connect() throws(ExchangeError) {
        connector.keep(nil)
        let terms = terms
        let deadline = Instant.now + terms.timeout
        var budget = RetryBudget(terms)
        while true {
            do throws(ExchangeError) {
                let socket = try connector.connect(&budget, until: deadline, terms)
                terms.trace?(.connected(endpoint.description))
                connector.keep(socket)
                return
            } catch {
                try budget.pauseToRepeat(error, until: deadline, cancellation)
                terms.trace?(.retrying(error))
            }
        }
    }

    /// Closes the connection, if one is open.
    public func disconnect() {
        connector.keep(nil)
    }

    /// Sends a request and waits for its response.
    ///
    /// A connection that is refused or reset is tried again within the policy's `connectTimeout`; a request is sent
    /// again only when it is certain that the server has not executed it. After a time-out or a cancellation it may go
    /// on waiting for the late answer (see ``ExchangePolicy/lingerTime``), which then stands beside the failure.
    ///
    /// - Returns: what came of it. It does not throw: a failed exchange is a result, to be recorded like any other.
    public func exchange(_ request: RequestFrame) -> Exchange {
        let terms = terms(for: request)
        let start = Instant.now
        let deadline = start + terms.timeout
        var budget = RetryBudget(terms)
        var attempts = 1
        var response: ResponseFrame?
        var failure: ExchangeError?
        // When it failed: it may have been waited for much longer.
        var end: Instant?
        while true {
            do throws(ExchangeError) {
                try attempt(request, &response, &end, &budget, until: deadline, terms)
                break
            } catch {
                var error = error
                // A server that stops reading at a terminator within the request executes what is before it, and
                // then resets the connection because of the rest.
                if error.phase > .connecting, !error.mayHaveBeenExecuted {
                    error.mayHaveBeenExecuted = request.bytes.contains(Framing.requestTerminator)
                }
                do throws(ExchangeError) {
                    try budget.pauseToRepeat(error, until: deadline, cancellation)
                } catch {
                    failure = error
                    break
                }
                terms.trace?(.retrying(error))
                attempts += 1
            }
        }
        let duration = (end ?? .now) - start
        if case .answered? = failure?.aftermath { failure?.aftermath = .answered(after: duration) }
        return Exchange(
            request: request,
            response: response,
            failure: failure,
            attempts: attempts,
            start: start,
            duration: duration
        )
    }

    private func terms(for request: RequestFrame) -> Terms {
        guard let time = timeout?(request), time != terms.policy.timeout else { return terms }
        if let otherTerms, otherTerms.policy.timeout == time { return otherTerms }
        var policy = terms.policy
        policy.timeout = time
        let other = Terms(endpoint, policy, trace: terms.trace, notice: terms.notice)
        otherTerms = other
        return other
    }

    private func attempt(
        _ request: RequestFrame,
        _ response: inout ResponseFrame?,
        _ end: inout Instant?,
        _ budget: inout RetryBudget,
        until deadline: Instant,
        _ terms: Terms
    ) throws(ExchangeError) {
        let socket = try connector.open(&budget, until: deadline, terms)
        if !socket.wasKept { terms.trace?(.connected(endpoint.description)) }
        var attempt = Attempt(request, on: socket, until: deadline, terms, buffer)
        do throws(ExchangeError) {
            response = try attempt.run()
        } catch {
            let now = Instant.now
            let failure = attempt.linger(after: error, cancellation)
            response = attempt.lateResponse ?? attempt.partialResponse()
            if failure.aftermath != nil, attempt.lateResponse?.ending != .complete { end = now }
            throw failure
        }
        if let response, response.ending == .noTerminator {
            throw terms.failure(.truncated, .receiving, "\(response.bytes.count) bytes")
        }
        guard terms.policy.mode == .keepAlive else { return }
        if attempt.holdsMore {
            response?.ending = .more
            terms.notice?(.moreOfTheResponse)
        }
        if request.ending == .terminator { connector.keep(attempt.reusableSocket()) }
    }
}
