/// An opening handshake on its way through a proxy: what the client asks goes on to the server, and its answer back.
///
/// Does no I/O. Path, query and fields are passed on, but for those between two hops (RFC 9110, section 7.6.1) and an
/// offer of compression, unless that is wanted: of extensions that the proxy does not know it could not read the frames.
package struct WebSocketProxyHandshake: Sendable {
    /// What becomes of a client's request.
    package enum Request: Hashable, Sendable {
        /// These bytes go to the server.
        case passed([UInt8])
        /// These bytes go back to the client, and then it is closed.
        case rejected([UInt8], status: Int)
        /// The client is closed without a word.
        case dropped
    }

    /// What becomes of the server's answer.
    package enum Answer: Hashable, Sendable {
        /// These bytes go to the client, and frames follow.
        case accepted([UInt8], deflate: WebSocketDeflate?)
        /// These bytes go to the client, then what is left of the body; `nil` is all until the server closes.
        case refused([UInt8], status: String, bodySize: Int?)
        /// It is none, for this reason.
        case invalid(String)
    }

    private static let hopByHop: Set = [
        "connection", "upgrade", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te",
        "trailer", "transfer-encoding",
    ]
    private static let extensions = "Sec-WebSocket-Extensions"
    private static let subprotocols = "Sec-WebSocket-Protocol"

    private let address: WebSocketAddress
    private let options: WebSocketOptions
    private let server: String
    private var client = HTTPHeadDecoder()
    private var answer = HTTPHeadDecoder()
    /// What the server has to answer to the client's key.
    private var accept: String?
    private var hasOfferedDeflate = false

    /// - Parameters:
    ///   - address: the server's.
    ///   - options: what is said to it in the place of what the client says, and whether an offer of compression passes.
    ///   - server: the `Server` of answers that are the proxy's own.
    package init(to address: WebSocketAddress, _ options: WebSocketOptions, server: String) {
        self.address = address
        self.options = options
        self.server = server
    }

    /// What came behind the client's request.
    package var requestRest: [UInt8] { Array(client.rest) }

    /// What came behind the head of the server's answer.
    package var answerRest: [UInt8] { Array(answer.rest) }

    /// Whether not a byte of the request has come.
    package var isEmpty: Bool { client.received.isEmpty }

    // MARK: The request

    /// Takes in bytes from the client.
    ///
    /// - Parameter date: the present, as HTTP has it.
    /// - Returns: `nil` when more bytes are needed.
    package mutating func request(_ bytes: [UInt8], date: String) -> Request? {
        bytes.withUnsafeBytes { client.append($0) }
        do throws(HTTPHeadDecoder.Refusal) {
            guard let head = try client.nextRequest() else { return nil }
            guard head.start[1].hasPrefix("/") else {
                throw .rejected(HTTPRejection(status: 400, phrase: "Bad Request", words: "its target is no path"))
            }
            return .passed(request(head))
        } catch {
            switch error {
            case .dropped: return .dropped
            case .rejected(let rejection):
                return .rejected(rejection.encoded(server, date), status: rejection.status)
            }
        }
    }

    private mutating func request(_ head: HTTPHead) -> [UInt8] {
        let keys = head.values("Sec-WebSocket-Key")
        accept = keys.count == 1 ? WebSocketHandshake.accept(keys[0]) : nil
        let own = ownFields
        let tokens = head.list("Connection").map { $0.lowercased() }
        let dropped = Self.hopByHop.union(tokens)
        var fields = head.fields.compactMap { field -> HTTPField? in
            if own.contains(where: { $0.isNamed(field.name) }) { return nil }
            return switch field.name.lowercased() {
            case "host": HTTPField(checked: "Host", address.hostField)
            // Between two hops, too, but what this is about.
            case "upgrade": field
            case "connection": HTTPField(checked: "Connection", tokens.contains("upgrade") ? "Upgrade" : "close")
            case Self.extensions.lowercased(): nil
            case let name: dropped.contains(name) ? nil : field
            }
        }
        let offers = deflateOffers(head)
        hasOfferedDeflate = !offers.isEmpty
        if hasOfferedDeflate {
            fields.append(HTTPField(checked: Self.extensions, offers.map(\.description).joined(separator: ", ")))
        }
        let target = target(head.start[1])
        return WebSocketHandshake.encoded("\(head.start[0]) \(target) \(head.start[2])", fields + own)
    }

    /// What this proxy says itself.
    private var ownFields: [HTTPField] {
        var fields: [HTTPField] = []
        if let credentials = address.basicCredentials {
            fields.append(HTTPField(checked: "Authorization", credentials))
        }
        if let origin = options.origin { fields.append(HTTPField(checked: "Origin", origin.value)) }
        if !options.subprotocols.isEmpty {
            fields.append(HTTPField(checked: Self.subprotocols, options.subprotocols.joined(separator: ", ")))
        }
        return fields + options.fields
    }

    /// The client's path and query behind those of the server's address.
    private func target(_ client: String) -> String {
        guard address.target != "/" else { return client }
        let own = Self.split(address.target)
        let asked = Self.split(client)
        let base = own.path.hasSuffix("/") ? String(own.path.dropLast()) : own.path
        let path = asked.path == "/" ? own.path : base + asked.path
        let queries = [own.query, asked.query].compactMap { $0 }
        return queries.isEmpty ? path : path + "?" + queries.joined(separator: "&")
    }

    private static func split(_ target: String) -> (path: String, query: String?) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
    }

    private func deflateOffers(_ head: HTTPHead) -> [WebSocketExtension] {
        guard options.deflates else { return [] }
        let offers = WebSocketExtension.list(head.values(Self.extensions).joined(separator: ",")) ?? []
        return offers.filter { $0.name == WebSocketDeflate.name }
    }

    // MARK: The answer

    /// Takes in bytes from the server.
    ///
    /// - Returns: `nil` when more bytes are needed.
    package mutating func answer(_ bytes: [UInt8]) -> Answer? {
        bytes.withUnsafeBytes { answer.append($0) }
        while true {
            guard "HTTP/".utf8.starts(with: answer.received.prefix(5)) else { return .invalid("it is no HTTP server") }
            let head: HTTPHead?
            do throws(HTTPHeadDecoder.Failure) {
                head = try answer.next()
            } catch {
                return .invalid(error == .malformed ? "its answer is no HTTP" : "its answer is too long")
            }
            guard let head else { return nil }
            guard head.start.count >= 2, head.start[0].hasPrefix("HTTP/1."), head.start[1].utf8.count == 3,
                let status = UInt16(head.start[1])
            else { return .invalid("its answer is no HTTP") }
            if status == 101 { return accepted(head) }
            guard (100..<200).contains(status) else { return refused(head) }
            // It says that it will answer.
            let rest = Array(answer.rest)
            answer = HTTPHeadDecoder()
            rest.withUnsafeBytes { answer.append($0) }
        }
    }

    /// The server is asked again.
    package mutating func forgetAnswer() {
        answer = HTTPHeadDecoder()
    }

    /// What the client is told when there is no answer from the server, or none that counts.
    ///
    /// - Parameters:
    ///   - reason: why, in words.
    ///   - date: the present, as HTTP has it.
    package func failure(_ reason: String, date: String) -> [UInt8] {
        HTTPRejection(status: 502, phrase: "Bad Gateway", words: reason).encoded(server, date)
    }

    private func accepted(_ head: HTTPHead) -> Answer {
        guard head.list("Upgrade").map({ $0.lowercased() }) == ["websocket"] else {
            return .invalid("its answer upgrades to something else")
        }
        guard head.values("Sec-WebSocket-Accept") == [accept] else {
            return .invalid("its answer does not belong to the client's key")
        }
        let agreed = WebSocketExtension.list(head.values(Self.extensions).joined(separator: ","))
        guard let agreed else { return .invalid("its list of extensions is not well-formed") }
        var deflate: WebSocketDeflate?
        if let first = agreed.first {
            deflate = WebSocketDeflate(first.parameters, isOffer: false)
            guard hasOfferedDeflate, agreed.count == 1, first.name == WebSocketDeflate.name, deflate != nil else {
                return .invalid("it wants an extension that was not offered")
            }
        }
        return .accepted(Self.encoded(head), deflate: deflate)
    }

    private func refused(_ head: HTTPHead) -> Answer {
        var closing = head
        closing.fields.removeAll { $0.isNamed("Connection") || $0.isNamed("Keep-Alive") }
        closing.fields.append(HTTPField(checked: "Connection", "close"))
        let size =
            head.values("Transfer-Encoding").isEmpty ? head.values("Content-Length").first.flatMap(Int.init) : nil
        return .refused(
            Self.encoded(closing),
            status: head.start[1...].joined(separator: " "),
            bodySize: size.flatMap { $0 >= 0 ? $0 : nil }
        )
    }

    private static func encoded(_ head: HTTPHead) -> [UInt8] {
        WebSocketHandshake.encoded(head.start.joined(separator: " "), head.fields)
    }
}
