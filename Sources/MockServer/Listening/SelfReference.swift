import IPCClient
import IPCFraming
import NIOCore
import Platform

/// Whether a server that asks another would ask itself: each question would lead to the next, for ever.
enum SelfReference {
    /// - Parameters:
    ///   - upstream: the server that is asked, if any.
    ///   - listener: where we listen.
    /// - Throws: ``MockServerError`` when that is the same, or there is no such server.
    static func refuse(_ upstream: Endpoint?, _ listener: SocketAddress) throws {
        guard let upstream else { return }
        let addresses: [ServerAddress]
        do {
            addresses = try ServerAddress.resolve(upstream, within: ServerConnector.lookUpTime)
        } catch {
            throw MockServerError(.upstream(upstream), error.reason)
        }
        if reaches(upstream, addresses, listener: listener) { throw MockServerError(.itself(upstream)) }
    }

    private static func reaches(_ upstream: Endpoint, _ addresses: [ServerAddress], listener: SocketAddress) -> Bool {
        if case .unix(let path) = upstream {
            guard let listening = listener.pathname, let asked = FileStatus(path: path) else { return false }
            return asked.identity == FileStatus(path: listening)?.identity
        }
        guard let own = listener.ip else { return false }
        let port = listener.port.flatMap(UInt16.init(exactly:))
        return addresses.contains { address in
            guard let ip = address.ip, ip.port == port else { return false }
            // The address of all interfaces takes what is sent to any of them.
            return target(ip.bytes) == own || isAny(own) && address.isOwn
        }
    }

    private static let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
    private static let anyIPv4 = mapped + [0, 0, 0, 0]
    private static let anyIPv6 = [UInt8](repeating: 0, count: 16)
    private static let loopbackIPv4 = mapped + [127, 0, 0, 1]
    private static let loopbackIPv6 = [UInt8](repeating: 0, count: 15) + [1]

    private static func isAny(_ address: [UInt8]) -> Bool { address == anyIPv4 || address == anyIPv6 }

    /// Where a connection to an address goes: to "any" it goes to this machine.
    private static func target(_ address: [UInt8]) -> [UInt8] {
        switch address {
        case anyIPv4: loopbackIPv4
        case anyIPv6: loopbackIPv6
        default: address
        }
    }
}

extension SocketAddress {
    /// IPv4 in its form of 16 bytes; `nil` for a Unix-domain socket.
    fileprivate var ip: [UInt8]? {
        withSockAddr { address, size in
            let bytes = UnsafeRawBufferPointer(start: address, count: size)
            switch self.protocol {
            case .inet: return [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + bytes[4..<8]
            case .inet6: return Array(bytes[8..<24])
            default: return nil
            }
        }
    }
}
