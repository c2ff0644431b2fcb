import IPCFraming
import NIOCore
import Platform

/// Whether a server would ask itself: that makes connections without end.
enum SelfReference {
    /// - Parameters:
    ///   - upstream: whom it is to ask, by whatever name, if anybody.
    ///   - listener: where it listens.
    /// - Throws: ``MockServerError`` when that is the same, or the name is unknown.
    static func refuse(_ upstream: Endpoint?, _ listener: SocketAddress) throws {
        if let upstream, try reaches(upstream, listener) { throw MockServerError(.itself(upstream)) }
    }

    private static func reaches(_ upstream: Endpoint, _ listener: SocketAddress) throws -> Bool {
        switch upstream {
        case .unix(let path): return listener.pathname.map { isSameFile($0, path) } ?? false
        case .tcp(let host, let port):
            let address: SocketAddress
            do {
                address = try SocketAddress.makeAddressResolvingHost(
                    host == "localhost" ? "127.0.0.1" : host,
                    port: Int(port)
                )
            } catch {
                throw MockServerError(.upstream(upstream), systemReason(error))
            }
            guard listener.port == Int(port) else { return false }
            if address.ipAddress == listener.ipAddress { return true }
            // A server that listens at all addresses has each of this machine's, and so has the unspecified one.
            let wildcards: Set<String?> = ["0.0.0.0", "::"]
            let isWild = wildcards.contains(listener.ipAddress) || wildcards.contains(address.ipAddress)
            return isWild && isOwn(address)
        }
    }

    /// Whether an address is one of this machine's: only those can be bound.
    private static func isOwn(_ address: SocketAddress) -> Bool {
        let isNew = address.protocol == .inet6
        let descriptor = StreamSocket.open(family: isNew ? AF_INET6 : AF_INET)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var any = address
        any.port = 0
        return any.withSockAddr { bind(descriptor, $0, socklen_t($1)) } == 0
    }

    private static func isSameFile(_ first: String, _ second: String) -> Bool {
        guard let first = FileStatus(path: first), let second = FileStatus(path: second) else { return false }
        return first.identity == second.identity
    }
}
