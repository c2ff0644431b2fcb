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
