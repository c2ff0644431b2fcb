import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Keeps a TCP port while nobody listens on it: a socket that is bound, but never listens.
///
/// Without it the system may give the port away between two listeners, to a client's end of a connection, even to that
/// of a client which is just connecting to that very port: it would be connected to itself.
///
/// Linux lets a listener share its port with such a socket when both have `SO_REUSEADDR`; other systems do not.
final class PortReservation: Sendable {
    /// The reserved address, with its port.
    let address: SocketAddress

    private let descriptor: Int32

    /// - Returns: `nil` where it cannot be done.
    /// - Throws: `IOError` when the address is taken.
    init?(_ wanted: SocketAddress) throws {
        #if os(Linux)
            guard wanted.port != nil else { return nil }
            let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            descriptor = socket(wanted.protocol == .inet6 ? AF_INET6 : AF_INET, type, 0)
            guard descriptor >= 0 else { throw IOError(errnoCode: errno, reason: "socket") }
            do {
                address = try Self.bind(descriptor, wanted)
            } catch {
                close(descriptor)
                throw error
            }
        #else
            return nil
        #endif
    }

    deinit {
        close(descriptor)
    }

    #if os(Linux)
        private static func bind(_ descriptor: Int32, _ wanted: SocketAddress) throws -> SocketAddress {
            var on: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
            let result = wanted.withSockAddr { Glibc.bind(descriptor, $0, socklen_t($1)) }
            guard result == 0 else { throw IOError(errnoCode: errno, reason: "bind") }
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
    #endif
}
