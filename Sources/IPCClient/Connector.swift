#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Makes connections to one endpoint, and remembers the addresses of its name.
struct Connector {
    let endpoint: Endpoint
    let cancellation: Cancellation?
    private var addresses: [SocketAddress] = []

    init(endpoint: Endpoint, cancellation: Cancellation?) {
        self.endpoint = endpoint
        self.cancellation = cancellation
    }

    /// Tries every address once.
    ///
    /// - Parameter limit: the time there was at first, for the message of a time-out.
    mutating func connect(until deadline: Instant, limit: Duration) throws(ExchangeError) -> Socket {
        if addresses.isEmpty { addresses = try resolve(until: deadline, limit: limit) }
        var failure: ExchangeError?
        for (index, address) in addresses.enumerated() {
            // One address that swallows packets must leave time for those behind it.
            let isLast = index == addresses.count - 1
            let share = isLast ? deadline : deadline.share(of: addresses.count - index)
            do throws(ExchangeError) {
                return try connect(to: address, until: share, limit: limit)
            } catch {
                if error.code == .cancelled { throw error }
                failure = moreTelling(failure, error)
            }
        }
        // The name may have moved.
        if failure?.code != .refused { addresses = [] }
        throw failure ?? ExchangeError(.unresolved, .connecting, endpoint)
    }

    private func resolve(until deadline: Instant, limit: Duration) throws(ExchangeError) -> [SocketAddress] {
        do throws(SocketAddress.Failure) {
            return try SocketAddress.resolve(endpoint, until: deadline, cancellation)
        } catch {
            switch error {
            case .noAddress(let reason): throw ExchangeError(.unresolved, .connecting, endpoint, reason)
            case .timedOut: throw ExchangeError(.timeout, .connecting, endpoint, limit.inWords)
            case .cancelled: throw ExchangeError(.cancelled, .connecting, endpoint)
            }
        }
    }

    private func connect(
        to address: SocketAddress,
        until deadline: Instant,
        limit: Duration
    ) throws(ExchangeError) -> Socket {
        do throws(SystemError) {
            let socket = try Socket(family: address.family, cancellation: cancellation)
            switch try socket.connect(to: address, until: deadline) {
            case .ready: return socket
            case .timedOut: throw SystemError(code: ETIMEDOUT)
            case .cancelled: throw SystemError(code: ECANCELED)
            }
        } catch {
            throw failure(error, limit: limit)
        }
    }

    private func failure(_ error: SystemError, limit: Duration) -> ExchangeError {
        switch error.code {
        case ECONNREFUSED: ExchangeError(.refused, .connecting, endpoint)
        // EADDRNOTAVAIL: every local port is in TIME_WAIT; like a reset, it passes.
        case ECONNRESET, ECONNABORTED, EPIPE, EADDRNOTAVAIL:
            ExchangeError(.reset, .connecting, endpoint, error.reason)
        // EAGAIN: the queue of a Unix-domain socket is full. A TCP socket's full queue just does not answer.
        case ETIMEDOUT, EAGAIN: ExchangeError(.timeout, .connecting, endpoint, limit.inWords)
        case ECANCELED: ExchangeError(.cancelled, .connecting, endpoint)
        default: ExchangeError(.unreachable, .connecting, endpoint, error.reason)
        }
    }

    /// Of the failures of two addresses of a host, the one to report: somebody who does not answer tells more than
    /// nobody who listens, and that more than an address that this machine has no way to.
    private func moreTelling(_ first: ExchangeError?, _ second: ExchangeError) -> ExchangeError {
        guard let first else { return second }
        func rank(_ error: ExchangeError) -> Int {
            switch error.code {
            case .timeout: 3
            case .refused: 2
            case .reset: 1
            default: 0
            }
        }
        return rank(second) > rank(first) ? second : first
    }
}
