package import IPCFraming

extension Endpoint {
    /// Whether only programs on this machine can connect.
    package var isLocal: Bool {
        switch self {
        case .unix: true
        case .tcp(let host, _): Self.isLocal(host)
        case .webSocket(let address): Self.isLocal(address.host)
        }
    }

    private static func isLocal(_ host: String) -> Bool {
        // A name may begin like an address of this machine.
        host == "localhost" || host == "::1"
            || host.hasPrefix("127.") && host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || 0x30...0x39 ~= $0 }
    }
}
