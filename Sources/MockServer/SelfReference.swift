import IPCFraming
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whether a server would ask itself: that makes connections without end.
enum SelfReference {
    /// - Parameters:
    ///   - upstream: whom it is to ask, by whatever name.
    ///   - listener: where it listens.
    /// - Throws: ``MockServerError`` when the name is unknown.
    static func reaches(_ upstream: Endpoint, _ listener: SocketAddress) throws -> Bool {
        switch upstream {
        case .unix(let path): return listener.pathname.map { isSameFile($0, path) } ?? false
        case .tcp(let host, let port):
            guard listener.port == Int(port) else { return false }
            let address: SocketAddress
            do {
                address = try SocketAddress.makeAddressResolvingHost(
                    host == "localhost" ? "127.0.0.1" : host,
                    port: Int(port)
                )
            } catch {
                throw MockServerError(.upstream(upstream), systemReason(error))
            }
            if address.ipAddress == listener.ipAddress { return true }
            // A server that listens at all addresses has each of this machine's, and so has the unspecified one.
            let wildcards: Set<String?> = ["0.0.0.0", "::"]
            let isWild = wildcards.contains(listener.ipAddress) || wildcards.contains(address.ipAddress)
            return isWild && isOwn(address)
        }
    }

    /// Whether an address is one of this machine's: only those can be bound.
    private static func isOwn(_ address: SocketAddress) -> Bool {
        #if canImport(Glibc)
            let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        #else
            let type = SOCK_DGRAM
        #endif
        let isNew = address.protocol == .inet6
        let descriptor = socket(isNew ? AF_INET6 : AF_INET, type, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var any = address
        any.port = 0
        return any.withSockAddr { bind(descriptor, $0, socklen_t($1)) } == 0
    }

    private static func isSameFile(_ first: String, _ second: String) -> Bool {
        var (one, other) = (stat(), stat())
        return stat(first, &one) == 0 && stat(second, &other) == 0 && one.st_dev == other.st_dev
            && one.st_ino == other.st_ino
    }
}
