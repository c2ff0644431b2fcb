import IPCClient
import IPCFraming
import NIOCore

/// Where a proxy connects to, as the system wants it. Names are looked up once.
enum UpstreamAddress {
    static func resolve(_ endpoint: Endpoint) throws -> SocketAddress {
        switch endpoint {
        case .tcp(let host, let port):
            // The vendor's server listens on IPv4 alone.
            try SocketAddress.makeAddressResolvingHost(host == "localhost" ? "127.0.0.1" : host, port: Int(port))
        case .unix(let path): try SocketAddress(unixDomainSocketPath: path)
        }
    }
}
