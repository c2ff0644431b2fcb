import Platform

/// Where a server listens.
public enum Endpoint: Hashable, Sendable {
    /// A host, as a name or a numeric address without brackets, and a TCP port.
    case tcp(host: String, port: UInt16)
    /// The path of a Unix-domain socket.
    case unix(path: String)
    /// A WebSocket server.
    case webSocket(WebSocketAddress)

    /// Whether a WebSocket server listens there.
    package var isWebSocket: Bool {
        if case .webSocket = self { true } else { false }
    }

    /// The port that the vendor's server listens on.
    public static let defaultPort: UInt16 = 7000

    /// Where the vendor's server listens: `localhost:7000`.
    public static let vendorDefault = Endpoint.tcp(host: "localhost", port: defaultPort)

    /// The longest path that a Unix-domain socket's address holds, in bytes.
    public static let longestUnixPath = StreamSocket.longestUnixPath

    /// Reads `HOST`, `HOST:PORT`, `[v6]`, `[v6]:PORT`, `PORT`, `:PORT`, `tcp://` before any of these, `unix:/path`, or
    /// `ws://[USER:PASSWORD@]HOST[:PORT][/PATH][?QUERY]`.
    ///
    /// Without a host it is `localhost`, without a port ``defaultPort``, or ``WebSocketAddress/defaultPort``. A name is
    /// not looked up yet.
    ///
    /// - Throws: ``EndpointError`` with what is wrong.
    public init(_ text: String) throws(EndpointError) {
        do throws(Reason) {
            self = try Self.parse(text)
        } catch {
            throw EndpointError(text: SecretsInURL.hidden(in: text), reason: error.text)
        }
    }

    private static func parse(_ text: String) throws(Reason) -> Endpoint {
        if text.hasPrefix("unix:") { return try .unix(path: unixPath(text.dropFirst("unix:".count))) }
        if text.hasPrefix("wss:") {
            throw Reason(
                "there is no TLS; a tunnel (ssh -L, stunnel) that ends on this machine leads to a ws:// endpoint"
            )
        }
        if text.hasPrefix("ws://") { return try .webSocket(webSocket(text.dropFirst("ws://".count))) }
        let rest = text.hasPrefix("tcp://") ? text.dropFirst("tcp://".count) : Substring(text)
        if rest.isEmpty { throw Reason("a host is missing") }
        if rest.contains("://") || rest.hasPrefix("ws:") { throw Reason("only tcp://, ws:// and unix: are known") }
        let (host, port) = try hostAndPort(rest)
        return .tcp(host: host, port: port ?? defaultPort)
    }

    private static func webSocket(_ text: Substring) throws(Reason) -> WebSocketAddress {
        if text.contains("#") { throw Reason("a WebSocket address has no '#'") }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw Reason("a WebSocket address has no white space; write %20")
        }
        let authority = text.prefix { $0 != "/" && $0 != "?" }
        let at = authority.lastIndex(of: "@")
        let address = at.map { authority[$0...].dropFirst() } ?? authority
        if address.isEmpty { throw Reason("a host is missing") }
        let (host, port) = try hostAndPort(address)
        return WebSocketAddress(
            host: host,
            port: port ?? WebSocketAddress.defaultPort,
            target: text[authority.endIndex...],
            userInfo: at.map { authority[..<$0] }
        )
    }

    /// - Returns: the port, if one is there.
    private static func hostAndPort(_ text: Substring) throws(Reason) -> (host: String, port: UInt16?) {
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else { throw Reason("']' is missing") }
            let address = text[..<bracket].dropFirst()
            guard isIPv6(address) else { throw Reason("an IPv6 address is expected between the brackets") }
            let tail = text[bracket...].dropFirst()
            if tail.isEmpty { return (String(address), nil) }
            guard tail.hasPrefix(":") else { throw Reason("':PORT' is expected after ']'") }
            return try (String(address), port(tail.dropFirst()))
        }
        if isIPv6(text) { return (String(text), nil) }
        guard let colon = text.firstIndex(of: ":") else {
            if text.utf8.allSatisfy(isDigit) { return try ("localhost", port(text)) }
            return try (host(text), nil)
        }
        return try (host(text[..<colon]), port(text[colon...].dropFirst()))
    }

    /// What is wrong with a text.
    private struct Reason: Error {
        let text: String

        init(_ text: String) {
            self.text = text
        }
    }

    private static func unixPath(_ text: Substring) throws(Reason) -> String {
        if text.isEmpty { throw Reason("a path is missing after 'unix:'") }
        if text.utf8.contains(0) { throw Reason("a path has no NUL") }
        if text.utf8.count > longestUnixPath {
            throw Reason("a socket's path has at most \(longestUnixPath) bytes")
        }
        return String(text)
    }

    private static func host(_ text: Substring) throws(Reason) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && scalar.value > 0x20 && scalar.value != 0x7F
                && !"/[]:".contains(Character(scalar))
        }
        guard isPlain else { throw Reason("a host has no white space and none of '/[]:'") }
        return text.isEmpty ? "localhost" : String(text)
    }

    private static func port(_ text: Substring) throws(Reason) -> UInt16 {
        // `UInt16` alone would take "+1" and "-0".
        guard text.utf8.allSatisfy(isDigit), let port = UInt16(text) else { throw Reason("the port is not 0 to 65535") }
        return port
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    /// Whether it is a numeric address of IPv6, with or without a zone.
    private static func isIPv6(_ text: Substring) -> Bool {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first, !address.utf8.contains(0) else { return false }
        if parts.count == 2, parts[1].isEmpty || parts[1].contains(where: { "[]/%".contains($0) || $0.isWhitespace }) {
            return false
        }
        var bytes = in6_addr()
        return inet_pton(AF_INET6, String(address), &bytes) == 1
    }
}

extension Endpoint: CustomStringConvertible {
    /// The form that ``init(_:)`` reads: `localhost:7000`, `[::1]:7000`, `unix:/run/inspect.sock`,
    /// `ws://localhost:40010`; without what is secret of a WebSocket address.
    public var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        case .webSocket(let address): address.description
        }
    }
}
