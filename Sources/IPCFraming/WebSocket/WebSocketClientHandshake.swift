import WireJSON

/// The client's side of an opening handshake: its request, and bytes in, what was agreed out.
///
/// Does no I/O.
public struct WebSocketClientHandshake: Sendable {
    /// What was agreed.
    public struct Agreement: Hashable, Sendable {
        /// About compression, if anything.
        public var deflate: WebSocketDeflate?
        /// The subprotocol, if there is one.
        public var subprotocol: String?

        /// Creates an agreement, for comparing.
        public init(deflate: WebSocketDeflate? = nil, subprotocol: String? = nil) {
            self.deflate = deflate
            self.subprotocol = subprotocol
        }
    }

    /// Why there is no connection. Nothing was executed.
    public enum Failure: Error, Hashable, Sendable {
        /// What came is no HTTP.
        case notHTTP
        /// Another status than 101: the code, and its words, which the server chose.
        case refused(status: String)
        /// An answer that RFC 6455 does not allow.
        case invalid(String)
    }

    private static let protocolName = Array("HTTP/".utf8)

    /// The bytes to send.
    public let request: [UInt8]
    private let accept: String
    private let options: WebSocketOptions
    private var decoder = HTTPHeadDecoder()

    /// - Parameters:
    ///   - address: the server.
    ///   - options: what else is asked for.
    ///   - key: 16 bytes, chosen by chance for each handshake.
    public init(to address: WebSocketAddress, _ options: WebSocketOptions = WebSocketOptions(), key: [UInt8]) {
        self.options = options
        let key = Base64.encode(key)
        accept = WebSocketHandshake.accept(key)
        // In the order of the vendor's clients.
        var fields = [HTTPField(checked: "Host", address.hostField)]
        if let credentials = address.basicCredentials {
            fields.append(HTTPField(checked: "Authorization", credentials))
        }
        if let origin = options.origin { fields.append(HTTPField(checked: "Origin", origin.value)) }
        fields += [
            HTTPField(checked: "Upgrade", "websocket"), HTTPField(checked: "Connection", "Upgrade"),
            HTTPField(checked: "Sec-WebSocket-Key", key),
            HTTPField(checked: "Sec-WebSocket-Version", WebSocketHandshake.version),
        ]
        if options.deflates {
            let offer = WebSocketDeflate.vendorOffer.description
            fields.append(HTTPField(checked: "Sec-WebSocket-Extensions", offer))
        }
        if !options.subprotocols.isEmpty {
            let list = options.subprotocols.joined(separator: ", ")
            fields.append(HTTPField(checked: "Sec-WebSocket-Protocol", list))
        }
        fields += options.fields
        if !options.fields.contains(where: { $0.isNamed("User-Agent") }) {
            fields.append(HTTPField(checked: "User-Agent", "ipcsh"))
        }
        request = WebSocketHandshake.encoded("GET \(address.target) HTTP/1.1", fields)
    }

    /// What came behind the answer: frames.
    public var rest: [UInt8] { Array(decoder.rest) }

    /// Whether not a byte of the answer has come.
    public var isEmpty: Bool { decoder.received.isEmpty }

    /// Takes in bytes from the server.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        decoder.append(bytes)
    }

    /// What was agreed, or `nil` when more bytes are needed.
    public mutating func next() throws(Failure) -> Agreement? {
        let start = decoder.received.prefix(Self.protocolName.count)
        guard Self.protocolName.starts(with: start) else { throw .notHTTP }
        let head: HTTPHead?
        do throws(HTTPHeadDecoder.Failure) {
            head = try decoder.next()
        } catch {
            switch error {
            case .malformed: throw .invalid("its answer is no HTTP")
            case .startLineTooLong, .lineTooLong, .tooManyFields: throw .invalid("its answer is too long")
            }
        }
        guard let head else { return nil }
        return try agreement(head)
    }

    private func agreement(_ head: HTTPHead) throws(Failure) -> Agreement {
        guard head.start.count >= 2, head.start[0].hasPrefix("HTTP/1."), head.start[1].utf8.count == 3,
            let status = UInt16(head.start[1])
        else { throw .invalid("its answer is no HTTP") }
        guard status == 101 else { throw .refused(status: head.start[1...].joined(separator: " ")) }
        guard head.list("Upgrade").map({ $0.lowercased() }) == ["websocket"] else {
            throw .invalid("its answer upgrades to something else")
        }
        guard head.list("Connection").contains(where: { $0.lowercased() == "upgrade" }) else {
            throw .invalid("its answer has no 'Connection: Upgrade'")
        }
        guard head.values("Sec-WebSocket-Accept") == [accept] else {
            throw .invalid("its answer does not belong to the key that was sent")
        }
        return Agreement(deflate: try deflate(head), subprotocol: try subprotocol(head))
    }

    private func deflate(_ head: HTTPHead) throws(Failure) -> WebSocketDeflate? {
        let value = head.values("Sec-WebSocket-Extensions").joined(separator: ",")
        guard let extensions = WebSocketExtension.list(value) else {
            throw .invalid("its list of extensions is not well-formed")
        }
        guard let first = extensions.first else { return nil }
        guard options.deflates, extensions.count == 1, first.name == WebSocketDeflate.name,
            let answer = WebSocketDeflate(first.parameters, isOffer: false),
            WebSocketDeflate.vendorOffer.accepts(answer)
        else { throw .invalid("it wants an extension that was not offered") }
        return answer
    }

    private func subprotocol(_ head: HTTPHead) throws(Failure) -> String? {
        let values = head.values("Sec-WebSocket-Protocol")
        guard let value = values.first else { return nil }
        guard values.count == 1, options.subprotocols.contains(value) else {
            throw .invalid("it wants a subprotocol that was not offered")
        }
        return value
    }
}
