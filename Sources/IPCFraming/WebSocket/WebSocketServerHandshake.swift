import WireJSON

/// The server's side of an opening handshake, as the vendor's servers have it: bytes in, the answer out.
///
/// Does no I/O. Path, query, host, origin, authorization, subprotocols and unknown extensions are all ignored.
public struct WebSocketServerHandshake: Sendable {
    /// What becomes of a connection.
    public enum Outcome: Hashable, Sendable {
        /// These bytes go out, and frames follow.
        case accepted([UInt8], deflate: WebSocketDeflate?)
        /// These bytes go out, then the connection is closed.
        case rejected([UInt8], status: Int)
        /// It is closed without a word.
        case dropped
    }

    private let server: String
    private var decoder = HTTPHeadDecoder()

    /// - Parameter server: the `Server` of the answer.
    public init(server: String) {
        self.server = server
    }

    /// What came behind the request: frames.
    public var rest: [UInt8] { Array(decoder.rest) }

    /// The bytes that are kept.
    public var heldCount: Int { decoder.received.count }

    /// Takes in bytes from the client.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        decoder.append(bytes)
    }

    /// What becomes of the connection, or `nil` when more bytes are needed.
    ///
    /// - Parameter date: the present, as HTTP has it.
    public mutating func next(date: String) -> Outcome? {
        do throws(HTTPHeadDecoder.Refusal) {
            guard let head = try decoder.nextRequest() else { return nil }
            return try accept(head, date)
        } catch {
            switch error {
            case .dropped: return .dropped
            case .rejected(let rejection):
                return .rejected(rejection.encoded(server, date), status: rejection.status)
            }
        }
    }

    private func accept(_ head: HTTPHead, _ date: String) throws(HTTPHeadDecoder.Refusal) -> Outcome {
        guard head.start[0] == "GET" else {
            let field = HTTPField(checked: "Allow", "GET")
            throw Self.rejected(405, "Method Not Allowed", "the method is not GET", field)
        }
        guard head.start[2] == "HTTP/1.1" else {
            throw Self.rejected(505, "HTTP Version Not Supported", "not HTTP/1.1")
        }
        guard head.list("Connection").contains(where: { $0.lowercased() == "upgrade" }),
            head.list("Upgrade").map({ $0.lowercased() }) == ["websocket"]
        else {
            let field = HTTPField(checked: "Upgrade", "websocket")
            throw Self.rejected(426, "Upgrade Required", "no WebSocket client", field)
        }
        let keys = head.values("Sec-WebSocket-Key")
        guard keys.count == 1, let key = keys.first, Base64.decode(key)?.count == 16 else {
            throw Self.badRequest("Sec-WebSocket-Key")
        }
        guard head.values("Sec-WebSocket-Version") == [WebSocketHandshake.version] else {
            throw Self.badRequest("Sec-WebSocket-Version")
        }
        guard head.values("Origin").count <= 1 else { throw Self.badRequest("Origin") }
        guard let offers = WebSocketExtension.list(head.values("Sec-WebSocket-Extensions").joined(separator: ","))
        else { throw Self.badRequest("Sec-WebSocket-Extensions") }
        // The first that can be kept to.
        let deflate = offers.lazy.filter { $0.name == WebSocketDeflate.name }
            .compactMap { WebSocketDeflate($0.parameters, isOffer: true)?.vendorAnswer }.first
        var fields = [
            HTTPField(checked: "Date", date), HTTPField(checked: "Upgrade", "websocket"),
            HTTPField(checked: "Connection", "Upgrade"),
            HTTPField(checked: "Sec-WebSocket-Accept", WebSocketHandshake.accept(key)),
        ]
        if let deflate { fields.append(HTTPField(checked: "Sec-WebSocket-Extensions", deflate.description)) }
        fields.append(HTTPField(checked: "Server", server))
        return .accepted(
            WebSocketHandshake.encoded("HTTP/1.1 101 Switching Protocols", fields),
            deflate: deflate
        )
    }

    private static func badRequest(_ name: String) -> HTTPHeadDecoder.Refusal {
        rejected(400, "Bad Request", "\(name) is missing or wrong")
    }

    private static func rejected(
        _ status: Int,
        _ phrase: String,
        _ words: String,
        _ field: HTTPField? = nil
    ) -> HTTPHeadDecoder.Refusal {
        .rejected(HTTPRejection(status: status, phrase: phrase, words: words, field: field))
    }
}
