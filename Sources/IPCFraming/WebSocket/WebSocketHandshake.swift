import WireJSON

/// What both sides of an opening handshake (RFC 6455, section 4) know.
enum WebSocketHandshake {
    static let version = "13"
    private static let guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    /// What a server answers to a client's key.
    static func accept(_ key: String) -> String {
        Base64.encode(SHA1.digest(of: Array((key + guid).utf8)))
    }

    static func encoded(_ start: String, _ fields: [HTTPField], body: String = "") -> [UInt8] {
        let lines = [start] + fields.map { "\($0.name): \($0.value)" }
        return Array((lines.map { $0 + "\r\n" }.joined() + "\r\n" + body).utf8)
    }
}

/// What a client asks for in a handshake beyond the address.
public struct WebSocketOptions: Hashable, Sendable {
    /// Further fields of the request.
    public var fields: [HTTPField] = []
    /// The `Origin`.
    public var origin: HTTPField?
    /// The subprotocols, the preferred one first.
    public var subprotocols: [String] = []
    /// Whether compression is offered, as the vendor's clients do.
    public var deflates = false

    /// Nothing.
    public init() {}
}
