import IPCFraming
import Platform

extension SocketAddress {
    /// Why a name led to no address.
    enum Failure: Error, Equatable {
        /// There is none, with the resolver's reason.
        case noAddress(String)
        case timedOut
        case cancelled
    }

    /// All the addresses of an endpoint, in the order in which to try them.
    ///
    /// `localhost` is answered here (RFC 6761 has it mean loopback, always): IPv4 first, since the vendor's server
    /// listens there. That saves the name service's files, half of what a short exchange costs.
    static func resolve(
        _ endpoint: Endpoint,
        until deadline: Instant,
        _ cancellation: Cancellation?
    ) throws(Failure) -> [SocketAddress] {
        switch endpoint {
        case .unix(let path): return [SocketAddress(unixPath: path)]
        case .tcp(let host, let port): return try resolve(host, port, until: deadline, cancellation)
        case .webSocket(let address): return try resolve(address.host, address.port, until: deadline, cancellation)
        }
    }

    private static func resolve(
        _ host: String,
        _ port: UInt16,
        until deadline: Instant,
        _ cancellation: Cancellation?
    ) throws(Failure) -> [SocketAddress] {
        if host == "localhost" {
            return try lookUp("127.0.0.1", port: port, flags: AI_NUMERICHOST).get()
                + lookUp("::1", port: port, flags: AI_NUMERICHOST).get()
        }
        if case .success(let numeric) = lookUp(host, port: port, flags: AI_NUMERICHOST) { return numeric }
        return try NameLookup.run(until: deadline, cancellation) { lookUp(host, port: port, flags: 0) }
    }

    private static func lookUp(_ host: String, port: UInt16, flags: Int32) -> Result<[SocketAddress], Failure> {
        var hints = addrinfo()
        hints.ai_flags = flags | AI_NUMERICSERV
        hints.ai_socktype = StreamSocket.type
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &list)
        let reason = code == EAI_SYSTEM ? SystemError().reason : String(cString: gai_strerror(code))
        guard code == 0 else { return .failure(.noAddress(reason)) }
        defer { if let list { freeaddrinfo(list) } }
        var addresses: [SocketAddress] = []
        var entry = list
        while let current = entry {
            if let address = current.pointee.ai_addr {
                addresses.append(SocketAddress(address, length: current.pointee.ai_addrlen))
            }
            entry = current.pointee.ai_next
        }
        return .success(addresses)
    }
}
