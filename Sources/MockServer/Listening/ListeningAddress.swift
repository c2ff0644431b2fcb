import IPCClient
import IPCFraming
import NIOCore
import Platform

/// Where a server can listen, as the system wants it.
enum ListeningAddress {
    /// - Throws: `ListeningError` or NIO's `SocketAddressError`, when there is no such address or it is taken.
    static func resolve(_ endpoint: Endpoint) throws -> SocketAddress {
        switch endpoint {
        case .tcp(let host, let port): return try resolve(host, port)
        case .webSocket(let address): return try resolve(address.host, address.port)
        case .unix(let path):
            guard path.utf8.count <= Endpoint.longestUnixPath else {
                throw ListeningError(reason: "a socket's path has at most \(Endpoint.longestUnixPath) bytes")
            }
            try UnixSocketFile.removeStale(path)
            return try SocketAddress(unixDomainSocketPath: path)
        }
    }

    private static func resolve(_ host: String, _ port: UInt16) throws -> SocketAddress {
        switch host {
        // The vendor's server listens on IPv4 alone, whatever else the name means on this machine.
        case "localhost": return try SocketAddress(ipAddress: "127.0.0.1", port: Int(port))
        // All addresses; a machine without IPv6 has those of IPv4.
        case "*":
            let isNew = StreamSocket.supports(family: AF_INET6)
            return try SocketAddress(ipAddress: isNew ? "::" : "0.0.0.0", port: Int(port))
        default: return try SocketAddress.makeAddressResolvingHost(host, port: Int(port))
        }
    }
}
