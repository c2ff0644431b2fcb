package import IPCFraming
import Platform

/// One address of a server, for those who do their own waiting: an event loop.
package struct ServerAddress: Sendable {
    /// Why there is no connection, or no address.
    package struct Failure: Error, Hashable, Sendable {
        package let code: FailureCode
        /// In words, as they stand behind "cannot connect to HOST:PORT: ".
        package let reason: String

        package init(_ code: FailureCode, _ reason: String) {
            self.code = code
            self.reason = reason
        }
    }

    /// How far connecting has come.
    package enum Progress: Sendable {
        /// It is done; whoever gets the descriptor closes it.
        case connected(Int32)
        /// It goes on; when the descriptor can be written to, ``ServerAddress/finish(_:)`` tells how it went.
        case pending(Int32)
        case failed(Failure)
    }

    private let address: SocketAddress

    /// An IP address as it is compared: IPv4 in its form of 16 bytes (`::ffff:127.0.0.1`), and the port. `nil` for a
    /// Unix-domain socket.
    package var ip: (bytes: [UInt8], port: UInt16)? { address.ip }

    /// Whether it is one of this machine's: a socket can be bound to it.
    package var isOwn: Bool { address.isOwn }

    /// All the addresses of an endpoint, in the order in which to try them.
    ///
    /// It blocks its thread when it has to ask a name server.
    package static func resolve(
        _ endpoint: Endpoint,
        within time: Duration,
        _ cancellation: Cancellation? = nil
    ) throws(Failure) -> [ServerAddress] {
        do throws(SocketAddress.Failure) {
            return try SocketAddress.resolve(endpoint, until: .now + time, cancellation).map(ServerAddress.init)
        } catch {
            switch error {
            case .noAddress(let reason): throw Failure(.unresolved, "unknown host (\(reason))")
            case .timedOut: throw Failure(.timeout, "its name was not found within \(time.inWords)")
            case .cancelled: throw Failure(.cancelled, "interrupted")
            }
        }
    }

    fileprivate init(_ address: SocketAddress) {
        self.address = address
    }

    /// Connects as far as that takes no time. To an address of this machine it is done then.
    package func connect() -> Progress {
        let descriptor = StreamSocket.open(family: address.family)
        guard descriptor >= 0 else { return .failed(failure(errno)) }
        if address.connect(descriptor) == 0 { return connected(descriptor) }
        // An interrupted connect goes on by itself, like one that was not to block.
        guard errno == EINPROGRESS || errno == EINTR else { return close(descriptor, errno) }
        if StreamSocket.repeatedConnectTells {
            // To ask once more costs less than to wait.
            if address.connect(descriptor) == 0 || errno == EISCONN { return connected(descriptor) }
            guard errno == EALREADY || errno == EINPROGRESS || errno == EINTR else { return close(descriptor, errno) }
        }
        return .pending(descriptor)
    }

    /// How a pending connect went.
    package func finish(_ descriptor: Int32) -> Progress {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
        return code == 0 ? connected(descriptor) : close(descriptor, code)
    }

    private func connected(_ descriptor: Int32) -> Progress {
        if address.mayBeOwn, address.isLocalAddress(of: descriptor) {
            // Connected to itself: see `Socket.connect`.
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
            return close(descriptor, ECONNREFUSED)
        }
        return .connected(descriptor)
    }

    private func close(_ descriptor: Int32, _ code: Int32) -> Progress {
        closeDescriptor(descriptor)
        return .failed(failure(code))
    }

    private func failure(_ code: Int32) -> Failure {
        let reason = SystemError(code: code).reason
        switch code {
        case ECONNREFUSED: return Failure(.refused, reason)
        case ECONNRESET, ECONNABORTED, EPIPE: return Failure(.reset, reason)
        // EAGAIN: the queue of a Unix-domain socket is full.
        case ETIMEDOUT, EAGAIN: return Failure(.timeout, reason)
        default: return Failure(.unreachable, reason)
        }
    }
}

private func closeDescriptor(_ descriptor: Int32) {
    close(descriptor)
}

private func bindSocket(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
    bind(descriptor, address, length)
}

extension SocketAddress {
    /// The port is at the same place in both families' addresses.
    private static let port = 2..<4

    fileprivate var ip: (bytes: [UInt8], port: UInt16)? {
        withUnsafeBytes(of: storage) { bytes in
            let port = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
            switch family {
            case AF_INET: return ([UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + bytes[4..<8], port)
            case AF_INET6: return (Array(bytes[8..<24]), port)
            default: return nil
            }
        }
    }

    fileprivate var isOwn: Bool {
        let descriptor = StreamSocket.openDatagram(family: family)
        guard descriptor >= 0 else { return false }
        defer { closeDescriptor(descriptor) }
        var name = storage
        // Any port will do.
        withUnsafeMutableBytes(of: &name) { (bytes) in
            for index in Self.port { bytes[index] = 0 }
        }
        return withUnsafePointer(to: name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bindSocket(descriptor, $0, length) }
        } == 0
    }
}
