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
    private(set) var terms: Terms {
        didSet { otherTerms = nil }
    }
    /// The same, but for the time of the last request that had its own.
    private var otherTerms: Terms?
    var connector: Connector
    /// The connection to a WebSocket server that is kept for the next exchange.
    private var webSocket: WebSocketConnection?
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

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
        disconnect()
        buffer.deallocate()
    }

    /// Whether a connection is kept open for the next exchange. The server may have closed it meanwhile.
    public var isConnected: Bool { connector.isConnected || webSocket != nil }

    /// Opens the connection that the exchanges in keep-alive mode, or with a WebSocket server, will use; they open it
    /// themselves otherwise.
    ///
    /// - Throws: ``ExchangeError`` when no connection can be made within the policy's `connectTimeout`.
    public func connect() throws(ExchangeError) {
        disconnect()
        let terms = terms
        let deadline = Instant.now + terms.timeout
        var budget = RetryBudget(terms)
        while true {
            do throws(ExchangeError) {
                if case .webSocket(let address) = endpoint {
                    webSocket = try connect(to: address, &budget, until: deadline, terms)
                    return
                }
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
        if var connection = webSocket.take() { connection.end(WebSocketClose(.normal), buffer, terms) }
    }

    /// Sends a request and waits for its response.
    ///
    /// A connection that is refused or reset is tried again within the policy's `connectTimeout`; a request is sent
    /// again only when it is certain that the server has not executed it. After a time-out or a cancellation it may go
    /// on waiting for the late answer (see ``ExchangePolicy/lingerTime``), which then stands beside the failure.
    ///
    /// A WebSocket server has one connection for all exchanges. A request that it has whole is never sent again.
    ///
    /// - Parameters:
    ///   - request: what is sent.
    ///   - end: where its answer ends; see there for one-shot mode.
    /// - Returns: what came of it. It does not throw: a failed exchange is a result, to be recorded like any other.
    public func exchange(_ request: RequestFrame, until end: AnswerEnd = .firstMessage) -> Exchange {
        let terms = terms(for: request)
        let start = Instant.now
        let deadline = start + terms.timeout
        var budget = RetryBudget(terms)
        var attempts = 1
        var outcome = Outcome()
        var failure: ExchangeError?
        while true {
            do throws(ExchangeError) {
                if case .webSocket(let address) = endpoint {
                    try attempt(request, end, address, &outcome, &budget, until: deadline, terms)
                } else {
                    try attempt(request, end, &outcome, &budget, until: deadline, terms)
                }
                break
            } catch {
                var error = error
                // A socket server that stops reading at a terminator within the request executes what is before it, and
                // then resets the connection because of the rest.
                if error.phase > .connecting, !error.mayHaveBeenExecuted, !endpoint.isWebSocket {
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
        let duration = (outcome.end ?? .now) - start
        // In one-shot mode all that comes is the answer.
        let isWhole = end.isFirstMessage || !endpoint.isWebSocket && terms.policy.mode == .oneShot
        if case .answered? = failure?.aftermath { failure?.aftermath = .answered(after: duration) }
        return Exchange(
            request: request,
            response: outcome.response,
            failure: failure,
            attempts: attempts,
            start: start,
            duration: duration,
            close: outcome.close,
            messages: isWhole ? nil : outcome.severalMessages(failure),
            pushed: outcome.pushed
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

    /// What comes of an attempt.
    private struct Outcome {
        var response: ResponseFrame?
        /// When it failed: it may have been waited for much longer.
        var end: Instant?
        var close: WebSocketClose?
        var messages: [ReceivedMessage] = []
        var pushed: [ReceivedMessage] = []

        /// - Returns: `nil` for the one that was waited for; and, where it failed, when none came that was.
        func severalMessages(_ failure: ExchangeError?) -> [ReceivedMessage]? {
            let isOrdinary = failure == nil ? messages.count == 1 && response != nil : messages.isEmpty
            return isOrdinary ? nil : messages
        }
    }

    private func attempt(
        _ request: RequestFrame,
        _ end: AnswerEnd,
        _ outcome: inout Outcome,
        _ budget: inout RetryBudget,
        until deadline: Instant,
        _ terms: Terms
    ) throws(ExchangeError) {
        let socket = try connector.open(&budget, until: deadline, terms)
        if !socket.wasKept { terms.trace?(.connected(endpoint.description)) }
        var attempt = Attempt(request, end, on: socket, until: deadline, terms, buffer)
        try conduct(&attempt, &outcome)
        if let response = outcome.response, response.ending == .noTerminator {
            throw terms.failure(.truncated, .receiving, "\(response.bytes.count) bytes")
        }
        guard terms.policy.mode == .keepAlive else { return }
        if attempt.holdsMore {
            outcome.response?.ending = .more
            if !outcome.messages.isEmpty { outcome.messages[outcome.messages.count - 1].frame.ending = .more }
            terms.notice?(.moreOfTheResponse)
        }
        if request.ending == .terminator { connector.keep(attempt.reusableSocket()) }
    }

    private func conduct<Try: ExchangeAttempt & ~Copyable>(
        _ attempt: inout Try,
        _ outcome: inout Outcome
    ) throws(ExchangeError) {
        do throws(ExchangeError) {
            outcome.response = try attempt.run()
            outcome.messages = attempt.messages
        } catch {
            let now = Instant.now
            var failure = attempt.linger(after: error, cancellation)
            failure.messageCount = attempt.messages.count
            outcome.response = attempt.lateResponse ?? attempt.partialResponse()
            outcome.messages = attempt.messages
            if let last = outcome.messages.last {
                if let partial = outcome.response { outcome.messages.append(ReceivedMessage(partial, at: now)) }
                outcome.response = outcome.response ?? last.frame
            }
            outcome.close = attempt.close
            if failure.aftermath != nil, attempt.lateResponse?.isWhole != true { outcome.end = now }
            throw failure
        }
    }
}

// MARK: - WebSocket

extension Client {
    /// How long a server that goes on sending is taken in for, while nothing is asked.
    private static let pumpTime: Nanoseconds = 50_000_000

    /// For `poll`, while a connection to a WebSocket server is open: when it is readable, call ``handleReadable()``, or
    /// the server will close the connection for want of pongs.
    public var descriptor: Int32? { webSocket?.descriptor }

    /// Takes in what a WebSocket server has sent while nothing was asked: answers pings, and gives `notice` what was
    /// pushed, and that the connection was closed. It does not wait for more.
    public func handleReadable() {
        guard let close = webSocket?.pump(buffer, terms, until: .now + Self.pumpTime) else { return }
        webSocket = nil
        terms.notice?(.closed(close))
    }

    /// Sends a ping to a WebSocket server, over a new connection if there is none.
    ///
    /// - Returns: how long its pong took.
    /// - Throws: ``ExchangeError`` when none comes in time.
    public func ping(_ payload: [UInt8] = []) throws(ExchangeError) -> Duration {
        let payload = Array(payload.prefix(WebSocketFrame.longestControl))
        let start = Instant.now
        try withoutRequest { attempt throws(ExchangeError) in try attempt.ping(payload) }
        return .now - start
    }

    /// Closes the connection to a WebSocket server, with a code of the caller's.
    ///
    /// - Returns: what the server has answered; `nil` when no connection was open.
    /// - Throws: ``ExchangeError`` when the server does not answer in time. The connection is closed all the same.
    @discardableResult
    public func close(_ close: WebSocketClose) throws(ExchangeError) -> WebSocketClose? {
        guard webSocket != nil else { return nil }
        return try withoutRequest { attempt throws(ExchangeError) in try attempt.close(close) }
    }

    /// - Parameter opening: what holds until there is a connection; `nil` for the same as later.
    @discardableResult
    func withoutRequest(
        until end: AnswerEnd = .firstMessage,
        for time: Duration? = nil,
        opening: Terms? = nil,
        _ body: (inout WebSocketAttempt) throws(ExchangeError) -> Void
    ) throws(ExchangeError) -> WebSocketClose? {
        let terms = terms
        guard case .webSocket(let address) = endpoint else {
            throw terms.failure(.wrongServer, .connecting, "no WebSocket server")
        }
        var deadline = Instant.now + terms.timeout
        var budget = RetryBudget(terms)
        let connection = try open(address, &budget, until: deadline, opening ?? terms)
        if let time { deadline = .now + time }
        var attempt = WebSocketAttempt(RequestFrame([]), end, on: connection, until: deadline, terms, buffer)
        do throws(ExchangeError) {
            try body(&attempt)
        } catch {
            // No message has come in time: none is missing.
            webSocket = attempt.reusableConnection()
            throw error
        }
        let close = attempt.close
        webSocket = attempt.reusableConnection()
        return close
    }

    private func attempt(
        _ request: RequestFrame,
        _ end: AnswerEnd,
        _ address: WebSocketAddress,
        _ outcome: inout Outcome,
        _ budget: inout RetryBudget,
        until deadline: Instant,
        _ terms: Terms
    ) throws(ExchangeError) {
        let connection = try open(address, &budget, until: deadline, terms)
        var attempt = WebSocketAttempt(request, end, on: connection, until: deadline, terms, buffer)
        do throws(ExchangeError) {
            try conduct(&attempt, &outcome)
        } catch {
            // The answer may have come late.
            webSocket = attempt.reusableConnection()
            throw error
        }
        attempt.finish()
        outcome.pushed = attempt.pushed
        outcome.close = attempt.close
        webSocket = attempt.reusableConnection()
    }

    /// The connection of the exchange before, or a new one.
    private func open(
        _ address: WebSocketAddress,
        _ budget: inout RetryBudget,
        until deadline: Instant,
        _ terms: Terms
    ) throws(ExchangeError) -> WebSocketConnection {
        if cancellation?.isCancelled == true { throw terms.failure(.cancelled, .connecting) }
        // While it is in use nobody else may have it: what comes of it decides whether it is kept.
        if var kept = webSocket.take() {
            kept.cancelDescriptor = cancellation?.waitDescriptor ?? -1
            let isOpen = kept.pump(buffer, terms, until: min(deadline, .now + Self.pumpTime)) == nil
            if isOpen { return kept }
        }
        return try connect(to: address, &budget, until: deadline, terms)
    }

    private func connect(
        to address: WebSocketAddress,
        _ budget: inout RetryBudget,
        until deadline: Instant,
        _ terms: Terms
    ) throws(ExchangeError) -> WebSocketConnection {
        let socket = try connector.connect(&budget, until: deadline, terms)
        let opening = WebSocketOpening(address, on: socket, until: deadline, terms, buffer)
        let connection = try opening.run()
        terms.trace?(.connected(endpoint.description))
        return connection
    }
}
