import NIOCore
import Platform
import Synchronization

/// A stream socket that has an address, and does not block.
final class BoundSocket: Sendable {
    /// With the port that the system chose, if it was to choose one.
    let address: SocketAddress
    let descriptor: Int32
    private let isClosed = Atomic(false)

    /// - Throws: `IOError` when the address is taken, or is none of this machine's.
    init(_ wanted: SocketAddress) throws {
        let family =
            switch wanted.protocol {
            case .inet6: AF_INET6
            case .unix: AF_UNIX
            default: AF_INET
            }
        descriptor = StreamSocket.open(family: family)
        guard descriptor >= 0 else { throw IOError(errnoCode: errno, reason: "socket") }
        do {
            address = try Self.bind(descriptor, wanted)
        } catch {
            closeDescriptor(descriptor)
            throw error
        }
    }

    deinit {
        close()
    }

    /// Further calls do nothing.
    func close() {
        if !isClosed.exchange(true, ordering: .acquiringAndReleasing) { closeDescriptor(descriptor) }
    }

    /// - Parameter backlog: connections that the system keeps until they are accepted.
    /// - Throws: `IOError` when another socket listens there.
    func listen(backlog: Int32) throws {
        guard systemListen(descriptor, backlog) == 0 else { throw IOError(errnoCode: errno, reason: "listen") }
    }

    /// Takes a connection from the backlog. It does not block, and no program that is started inherits it.
    ///
    /// - Returns: its socket, `nil` when there is none, or something is the matter: see `errno`.
    func accept() -> Int32? {
        let socket = StreamSocket.accept(from: descriptor)
        return socket < 0 ? nil : socket
    }

    private static func bind(_ descriptor: Int32, _ wanted: SocketAddress) throws -> SocketAddress {
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        if wanted.isWildcard {
            // For both versions of IP.
            var off: Int32 = 0
            setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, socklen_t(MemoryLayout<Int32>.size))
        }
        // The system makes a socket's file with the socket's own mode, less the umask.
        if wanted.pathname != nil { fchmod(descriptor, 0o600) }
        let result = wanted.withSockAddr { address, length in
            systemBind(descriptor, address, socklen_t(length))
        }
        guard result == 0 else { throw IOError(errnoCode: errno, reason: "bind") }
        if let path = wanted.pathname {
            // An umask may have taken the owner's rights, too.
            chmod(path, 0o600)
            return wanted
        }
        var bound = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let named = withUnsafeMutablePointer(to: &bound) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard named == 0 else { throw IOError(errnoCode: errno, reason: "getsockname") }
        // The port is at the same place in both families' addresses.
        var address = wanted
        address.port = withUnsafeBytes(of: bound) { Int($0[2]) << 8 | Int($0[3]) }
        return address
    }
}

extension SocketAddress {
    /// Whether it is `::`, which here stands for all addresses of both versions of IP.
    fileprivate var isWildcard: Bool {
        `protocol` == .inet6 && ipAddress == "::"
    }
}

private func closeDescriptor(_ descriptor: Int32) {
    close(descriptor)
}

private func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 {
    listen(descriptor, backlog)
}

private func systemBind(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
    bind(descriptor, address, length)
}
