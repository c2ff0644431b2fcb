import IPCClient
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A stream socket that has an address, and does not block.
final class BoundSocket: Sendable {
    /// With the port that the system chose, if it was to choose one.
    let address: SocketAddress
    let descriptor: Int32

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
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    /// - Parameter backlog: connections that the system keeps until they are accepted.
    /// - Throws: `IOError` when another socket listens there.
    func listen(backlog: Int32) throws {
        #if canImport(Glibc)
            let result = Glibc.listen(descriptor, backlog)
        #else
            let result = Darwin.listen(descriptor, backlog)
        #endif
        guard result == 0 else { throw IOError(errnoCode: errno, reason: "listen") }
    }

    /// Takes a connection from the backlog.
    ///
    /// - Returns: its socket, `nil` when there is none, or something is the matter: see `errno`.
    func accept() -> Int32? {
        #if canImport(Glibc)
            let socket = Glibc.accept(descriptor, nil, nil)
        #else
            let socket = Darwin.accept(descriptor, nil, nil)
            var on: Int32 = 1
            setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
        return socket < 0 ? nil : socket
    }

    private static func bind(_ descriptor: Int32, _ wanted: SocketAddress) throws -> SocketAddress {
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        let result = wanted.withSockAddr { address, length in
            #if canImport(Glibc)
                Glibc.bind(descriptor, address, socklen_t(length))
            #else
                Darwin.bind(descriptor, address, socklen_t(length))
            #endif
        }
        guard result == 0 else { throw IOError(errnoCode: errno, reason: "bind") }
        guard wanted.port != nil else { return wanted }
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
