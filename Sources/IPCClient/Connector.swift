import IPCFraming
import Platform

/// Makes the connections of a client, remembers the addresses of its endpoint's name, and holds the connection that is
/// kept open in keep-alive mode.
struct Connector: ~Copyable {
    private let cancellation: Cancellation?
    private var addresses: [SocketAddress] = []
    private var kept: Socket?

    init(cancellation: Cancellation?) {
        self.cancellation = cancellation
    }

    /// Whether a connection is kept.
    var isConnected: Bool { kept != nil }

    /// Keeps a connection for the next exchange in the place of the one before, or none.
    mutating func keep(_ socket: consuming Socket?) {
        kept = socket
        kept?.wasKept = true
    }

    /// The connection of the exchange before, or a new one.
    mutating func open(
        _ budget: inout RetryBudget,
        until deadline: Instant,
        _ terms: Terms
    ) throws(ExchangeError) -> Socket {
        if kept != nil, let socket = try takeKept(terms) { return socket }
        return try connect(&budget, until: deadline, terms)
    }

    /// The connection that is kept, whatever has come over it.
    mutating func takeKept() -> Socket? { kept.take() }

    /// The connection that is kept, unless it was closed meanwhile or holds bytes that nobody asked for.
    private mutating func takeKept(_ terms: Terms) throws(ExchangeError) -> Socket? {
        guard var socket = kept.take() else { return nil }
        switch socket.wait(for: Socket.readable, until: .now) {
        case .ready:
            if socket.holdsBytes { terms.notice?(.moreOfTheLastResponse) }
            return nil
        case .timedOut: return socket
        case .cancelled: throw terms.failure(.cancelled, .connecting)
        }
    }

    /// Makes a connection: tries every address once.
    ///
    /// - Parameters:
    ///   - budget: is spent.
    ///   - deadline: of the exchange.
    mutating func connect(
        _ budget: inout RetryBudget,
        until deadline: Instant,
        _ terms: Terms
    ) throws(ExchangeError) -> Socket {
        let start = Instant.now
        defer { budget.spend(start.elapsed) }
        return try connect(until: budget.deadline(from: start, atMost: deadline), terms)
    }

    private mutating func connect(until deadline: Instant, _ terms: Terms) throws(ExchangeError) -> Socket {
        if addresses.isEmpty { addresses = try resolve(until: deadline, terms) }
        var failure: ExchangeError?
        for index in addresses.indices {
            // One address that swallows packets must leave time for those behind it.
            let isLast = index == addresses.count - 1
            let share = isLast ? deadline : deadline.share(of: addresses.count - index)
            do throws(ExchangeError) {
                return try connect(to: addresses[index], until: share, terms)
            } catch {
                if error.code == .cancelled { throw error }
                failure = moreTelling(failure, error)
            }
        }
        // The name may have moved.
        if failure?.code != .refused, failure?.isOutOfPorts != true { addresses = [] }
        throw failure ?? terms.failure(.unresolved, .connecting)
    }

    private func resolve(until deadline: Instant, _ terms: Terms) throws(ExchangeError) -> [SocketAddress] {
        do throws(SocketAddress.Failure) {
            return try SocketAddress.resolve(terms.endpoint, until: deadline, cancellation)
        } catch {
            switch error {
            case .noAddress(let reason): throw terms.failure(.unresolved, .connecting, reason)
            case .timedOut: throw terms.failure(.timeout, .connecting, terms.connectLimit.inWords)
            case .cancelled: throw terms.failure(.cancelled, .connecting)
            }
        }
    }

    private func connect(
        to address: SocketAddress,
        until deadline: Instant,
        _ terms: Terms
    ) throws(ExchangeError) -> Socket {
        if cancellation?.isCancelled == true { throw terms.failure(.cancelled, .connecting) }
        do throws(SystemError) {
            var socket = try Socket(family: address.family, cancellation: cancellation)
            switch try socket.connect(to: address, until: deadline) {
            case .ready: return socket
            case .timedOut: throw SystemError(code: ETIMEDOUT)
            case .cancelled: throw SystemError(code: ECANCELED)
            }
        } catch {
            throw failure(error, address, terms)
        }
    }

    private func failure(_ error: SystemError, _ address: SocketAddress, _ terms: Terms) -> ExchangeError {
        switch error.code {
        case ECONNREFUSED: terms.failure(.refused, .connecting)
        case ECONNRESET, ECONNABORTED, EPIPE: terms.failure(.reset, .connecting, error.reason)
        // Every port of this side is taken, mostly by connections in TIME_WAIT; or there is no address of its family.
        case EADDRNOTAVAIL where address.isReachable:
            terms.failure(.unreachable, .connecting, ExchangeError.outOfPorts)
        // EAGAIN: the queue of a Unix-domain socket is full. A TCP socket's full queue just does not answer.
        case ETIMEDOUT, EAGAIN: terms.failure(.timeout, .connecting, terms.connectLimit.inWords)
        case ECANCELED: terms.failure(.cancelled, .connecting)
        default: terms.failure(.unreachable, .connecting, error.reason)
        }
    }

    /// Of the failures of two addresses of a host, the one to report: somebody who does not answer tells more than
    /// nobody who listens, and that more than an address that this machine has no way to.
    private func moreTelling(_ first: ExchangeError?, _ second: ExchangeError) -> ExchangeError {
        guard let first else { return second }
        func rank(_ error: ExchangeError) -> Int {
            switch error.code {
            case .timeout: 3
            case .unreachable where error.isOutOfPorts: 3
            case .refused: 2
            case .reset: 1
            default: 0
            }
        }
        return rank(second) > rank(first) ? second : first
    }
}
