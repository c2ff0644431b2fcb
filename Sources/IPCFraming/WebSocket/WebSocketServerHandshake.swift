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

    /// A reason to refuse a client that speaks HTTP.
    private struct Rejection: Error {
        var status: Int
        var phrase: String
        var words: String
        var field: HTTPField?
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
        do throws(Rejection) {
            let head: HTTPHead?
            do throws(HTTPHeadDecoder.Failure) {
                head = try decoder.next()
            } catch {
                switch error {
                case .malformed: return .dropped
                case .startLineTooLong: throw Rejection(status: 414, phrase: "URI Too Long", words: "line too long")
                case .lineTooLong, .tooManyFields:
                    let phrase = "Request Header Fields Too Large"
                    throw Rejection(status: 431, phrase: phrase, words: "too many or too long header fields")
                }
            }
            if let start = decoder.start, !Self.isRequest(start) { return .dropped }
            guard let head else { return nil }
            guard Self.hasNoBody(head) else { return .dropped }
            return try accept(head, date)
        } catch {
            return reject(error, date)
        }
    }

    /// Whether it is the first line of a request of HTTP.
    private static func isRequest(_ start: [String]) -> Bool {
        start.count == 3 && ["HTTP/1.1", "HTTP/1.0"].contains(start[2])
            && start[0...1].allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
    }

    private static func hasNoBody(_ head: HTTPHead) -> Bool {
        head.values("Transfer-Encoding").isEmpty && head.values("Content-Length").allSatisfy { $0 == "0" }
    }

    private func accept(_ head: HTTPHead, _ date: String) throws(Rejection) -> Outcome {
        guard head.start[0] == "GET" else {
            let field = HTTPField(checked: "Allow", "GET")
            throw Rejection(status: 405, phrase: "Method Not Allowed", words: "the method is not GET", field: field)
        }
        guard head.start[2] == "HTTP/1.1" else {
            throw Rejection(status: 505, phrase: "HTTP Version Not Supported", words: "not HTTP/1.1")
        }
        guard head.list("Connection").contains(where: { $0.lowercased() == "upgrade" }),
            head.list("Upgrade").map({ $0.lowercased() }) == ["websocket"]
        else {
            let field = HTTPField(checked: "Upgrade", "websocket")
            throw Rejection(status: 426, phrase: "Upgrade Required", words: "no WebSocket client", field: field)
        }
        let keys = head.values("Sec-WebSocket-Key")
        guard keys.count == 1, let key = keys.first, Base64.decode(key)?.count == 16 else {
            throw badRequest("Sec-WebSocket-Key")
        }
        guard head.values("Sec-WebSocket-Version") == [WebSocketHandshake.version] else {
            throw badRequest("Sec-WebSocket-Version")
        }
        guard head.values("Origin").count <= 1 else { throw badRequest("Origin") }
        guard let offers = WebSocketExtension.list(head.values("Sec-WebSocket-Extensions").joined(separator: ","))
        else { throw badRequest("Sec-WebSocket-Extensions") }
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

    private func badRequest(_ name: String) -> Rejection {
        Rejection(status: 400, phrase: "Bad Request", words: "\(name) is missing or wrong")
    }

    private func reject(_ rejection: Rejection, _ date: String) -> Outcome {
        let body = "No WebSocket connection: \(rejection.words).\n"
        var fields = [
            HTTPField(checked: "Date", date), HTTPField(checked: "Connection", "close"),
            HTTPField(checked: "Content-Length", "\(body.utf8.count)"),
            HTTPField(checked: "Content-Type", "text/plain; charset=utf-8"),
        ]
        if let field = rejection.field { fields.append(field) }
        fields.append(HTTPField(checked: "Server", server))
        let start = "HTTP/1.1 \(rejection.status) \(rejection.phrase)"
        return .rejected(WebSocketHandshake.encoded(start, fields, body: body), status: rejection.status)
    }
}
