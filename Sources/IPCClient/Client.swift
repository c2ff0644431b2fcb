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
    public var policy: ExchangePolicy
    /// Called with what happens on the wire, as it happens.
    public var trace: ((TraceEvent) -> Void)?

    private let cancellation: Cancellation?
    private var connector: Connector
    private var connection: Socket?
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

    /// - Parameters:
    ///   - endpoint: the server. Nothing is looked up or connected yet.
    ///   - policy: how connections, time and failures are treated.
    ///   - cancellation: ends an exchange from outside.
    public init(_ endpoint: Endpoint, policy: ExchangePolicy = ExchangePolicy(), cancellation: Cancellation? = nil) {
        self.endpoint = endpoint
        self.policy = policy
        self.cancellation = cancellation
        connector = Connector(endpoint: endpoint, cancellation: cancellation)
    }

    deinit {
        buffer.deallocate()
    }

    /// Whether a connection is kept open for the next exchange. The server may have closed it meanwhile.
    public var isConnected: Bool { connection != nil }

    /// Opens the connection that the exchanges in keep-alive mode will use; they open it themselves otherwise.
    ///
    /// - Throws: ``ExchangeError`` when no connection can be made within the policy's `connectTimeout`.
    public func connect() throws(ExchangeError) {
        connection = nil
        let deadline = Instant.now + policy.timeout
        var budget = RetryBudget(policy.connectTimeout)
        while true {
            do throws(ExchangeError) {
                connection = try openConnection(&budget, deadline: deadline)
                return
            } catch {
                try budget.pauseToRepeat(error, policy, until: deadline, cancellation)
                trace?(.retrying(error))
            }
        }
    }

    /// Closes the connection, if one is open.
    public func disconnect() {
        connection = nil
    }

    /// Sends a request and waits for its response.
    ///
    /// A connection that is refused or reset is tried again within the policy's `connectTimeout`; a request is sent
    /// again only when it is certain that the server has not executed it.
    ///
    /// - Returns: what came of it. It does not throw: a failed exchange is a result, to be recorded like any other.
    public func exchange(_ request: RequestFrame) -> Exchange {
        let start = Instant.now
        let context = Attempt.Context(
            endpoint: endpoint,
            policy: policy,
            deadline: start + policy.timeout,
            buffer: buffer,
            trace: trace
        )
        let bytes = request.encoded
        var budget = RetryBudget(policy.connectTimeout)
        var exchange = Exchange(request: request, response: nil)
        while true {
            do throws(ExchangeError) {
                try attempt(bytes, context, &budget, &exchange)
                break
            } catch {
                var failure = error
                // A server that stops reading at a terminator within the request executes what is before it, and
                // then resets the connection because of the rest.
                if failure.phase > .connecting, !failure.mayHaveBeenExecuted {
                    failure.mayHaveBeenExecuted = request.bytes.contains(Framing.requestTerminator)
                }
                do throws(ExchangeError) {
                    try budget.pauseToRepeat(failure, policy, until: context.deadline, cancellation)
                } catch {
                    exchange.failure = error
                    break
                }
                trace?(.retrying(failure))
                exchange.attempts += 1
            }
        }
        exchange.duration = Instant.now - start
        return exchange
    }

    private func attempt(
        _ bytes: [UInt8],
        _ context: Attempt.Context,
        _ budget: inout RetryBudget,
        _ exchange: inout Exchange
    ) throws(ExchangeError) {
        let kept = try keptConnection()
        let socket = if let kept { kept } else { try openConnection(&budget, deadline: context.deadline) }
        var attempt = Attempt(on: socket, context)
        let response: ResponseFrame
        do throws(ExchangeError) {
            response = try attempt.run(bytes, exchange.request.ending)
        } catch {
            exchange.response = attempt.partialResponse()
            throw error
        }
        exchange.response = response
        if response.ending == .noTerminator {
            throw ExchangeError(.truncated, .receiving, endpoint, "\(response.bytes.count) bytes")
        }
        if exchange.request.ending == .terminator { connection = attempt.reusableSocket() }
    }

    /// The connection of the exchange before, unless it was closed meanwhile or holds bytes that nobody asked for.
    private func keptConnection() throws(ExchangeError) -> Socket? {
        guard let kept = connection.take() else { return nil }
        switch kept.wait(for: Socket.readable, until: .now) {
        case .ready: return nil
        case .timedOut: return kept
        case .cancelled: throw ExchangeError(.cancelled, .connecting, endpoint)
        }
    }

    private func openConnection(_ budget: inout RetryBudget, deadline: Instant) throws(ExchangeError) -> Socket {
        let limit = min(policy.connectTimeout > .zero ? policy.connectTimeout : policy.timeout, policy.timeout)
        let start = Instant.now
        defer { budget.spend(Instant.now - start) }
        let socket = try connector.connect(until: budget.deadline(from: start, atMost: deadline), limit: limit)
        trace?(.connected(endpoint.description))
        return socket
    }
}
