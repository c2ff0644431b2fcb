/// Why a client that speaks HTTP has no WebSocket connection, as it is told.
struct HTTPRejection: Error {
    var status: Int
    var phrase: String
    var words: String
    var field: HTTPField?

    /// The bytes on the wire.
    ///
    /// - Parameters:
    ///   - server: the `Server` of the answer.
    ///   - date: the present, as HTTP has it.
    func encoded(_ server: String, _ date: String) -> [UInt8] {
        let body = "No WebSocket connection: \(words).\n"
        var fields = [
            HTTPField(checked: "Date", date), HTTPField(checked: "Connection", "close"),
            HTTPField(checked: "Content-Length", "\(body.utf8.count)"),
            HTTPField(checked: "Content-Type", "text/plain; charset=utf-8"),
        ]
        if let field { fields.append(field) }
        fields.append(HTTPField(checked: "Server", server))
        return WebSocketHandshake.encoded("HTTP/1.1 \(status) \(phrase)", fields, body: body)
    }
}

extension HTTPHeadDecoder {
    /// The head of a request that may be a handshake, or `nil` when more bytes are needed.
    ///
    /// - Throws: ``Refusal`` when it is none.
    mutating func nextRequest() throws(Refusal) -> HTTPHead? {
        let head: HTTPHead?
        do throws(Failure) {
            head = try next()
        } catch {
            switch error {
            case .malformed: throw .dropped
            case .startLineTooLong:
                throw .rejected(HTTPRejection(status: 414, phrase: "URI Too Long", words: "line too long"))
            case .lineTooLong, .tooManyFields:
                let phrase = "Request Header Fields Too Large"
                throw .rejected(HTTPRejection(status: 431, phrase: phrase, words: "too many or too long header fields"))
            }
        }
        if let start, !Self.isRequest(start) { throw .dropped }
        guard let head else { return nil }
        guard Self.hasNoBody(head) else { throw .dropped }
        return head
    }

    /// What becomes of a client that cannot have a connection.
    enum Refusal: Error {
        case rejected(HTTPRejection)
        /// It is closed without a word.
        case dropped
    }

    /// Whether it is the first line of a request of HTTP.
    private static func isRequest(_ start: [String]) -> Bool {
        start.count == 3 && ["HTTP/1.1", "HTTP/1.0"].contains(start[2])
            && start[0...1].allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
    }

    private static func hasNoBody(_ head: HTTPHead) -> Bool {
        head.values("Transfer-Encoding").isEmpty && head.values("Content-Length").allSatisfy { $0 == "0" }
    }
}
