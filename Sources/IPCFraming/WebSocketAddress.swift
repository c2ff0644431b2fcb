import WireJSON

/// Where a WebSocket server listens, and what is asked of it.
public struct WebSocketAddress: Hashable, Sendable {
    /// The port that the vendor's WebSocket servers listen on.
    public static let defaultPort: UInt16 = 40010

    /// The host, as a name or a numeric address without brackets.
    public var host: String
    /// The TCP port.
    public var port: UInt16
    /// Path and query, as they stand in the handshake: they begin with `/` and are ASCII.
    public private(set) var target: String
    /// `user:password`, if there are such; for HTTP's basic authentication. Never shown.
    package private(set) var credentials: String?

    /// - Parameters:
    ///   - host: a name, or a numeric address without brackets.
    ///   - port: the TCP port.
    public init(host: String, port: UInt16 = defaultPort) {
        self.host = host
        self.port = port
        target = "/"
    }

    /// Path, query and credentials of a text.
    ///
    /// - Parameters:
    ///   - target: all behind host and port; empty, or begins with `/` or `?`.
    ///   - userInfo: what stands before the `@`, with `%` escapes.
    init(host: String, port: UInt16, target: Substring, userInfo: Substring?) {
        self.init(host: host, port: port)
        if !target.isEmpty { self.target = Self.escaped(target.hasPrefix("/") ? target : "/" + target) }
        if let userInfo {
            let text = Self.unescaped(userInfo)
            credentials = text.contains(":") ? text : text + ":"
        }
    }

    /// The same, with another port.
    package func with(port: UInt16) -> WebSocketAddress {
        var address = self
        address.port = port
        return address
    }

    /// The `Authorization` of a handshake, if there are credentials.
    var basicCredentials: String? {
        credentials.map { "Basic " + Base64.encode(Array($0.utf8)) }
    }

    /// The `Host` of a handshake.
    var hostField: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return port == 80 ? host : "\(host):\(port)"
    }

    /// As it is shown: without credentials, and with `***` for what may be a secret.
    package var publicTarget: String { target == "/" ? "" : SecretsInURL.hidden(inTarget: target) }

    private static func escaped(_ text: Substring) -> String {
        text.utf8.map { (0x21...0x7E).contains($0) ? String(UnicodeScalar($0)) : hex($0) }.joined()
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "%0" + digits : "%" + digits
    }

    /// `%41` is `A`; a `%` that begins no escape stands for itself.
    static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, !digits.hasPrefix("+"), !digits.hasPrefix("-"),
                let value = UInt8(digits, radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension WebSocketAddress: CustomStringConvertible {
    /// `ws://localhost:40010/path?apikey=***`.
    public var description: String {
        "ws://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)" + publicTarget
    }
}
