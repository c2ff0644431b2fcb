import Glibc

/// The answer to a call that goes on.
final class HTTPStream {
    /// What has come so far.
    private(set) var text = ""
    private let connection: Int32
    private var chunk = [UInt8](repeating: 0, count: 65536)

    init(_ port: Int, _ path: String, _ fields: [String: String] = [:]) throws {
        connection = try HTTPCall.connect(port)
        let lines = fields.map { "\($0.key): \($0.value)\r\n" }.joined()
        _ = "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(lines)\r\n".withCString {
            send(connection, $0, strlen($0), 0)
        }
    }

    deinit { close(connection) }

    /// - Returns: how many bytes have come; 0 at the end.
    func receive() -> Int {
        let count = recv(connection, &chunk, chunk.count, 0)
        if count > 0 { text += String(decoding: chunk[..<count], as: UTF8.self) }
        return count
    }

    /// Receives until these words have come, or the end.
    func receive(until words: String) {
        while !text.contains(words), receive() > 0 {}
    }
}
