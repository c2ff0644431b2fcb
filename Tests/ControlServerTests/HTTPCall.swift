import Glibc
import TestSupport
import WireJSON

/// One call over a connection of its own, to the byte.
struct HTTPCall {
    /// A call that takes longer than this many seconds has failed.
    private static let patience = 60

    let status: Int
    let head: String
    let body: String

    var json: JSONValue { (try? JSONParser.parse(body)) ?? .null }

    /// The value of a field; `nil` without it.
    func field(_ name: String) -> String? {
        for line in head.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == name.lowercased() {
                return String(parts[1].drop { $0 == " " })
            }
        }
        return nil
    }

    /// - Parameter fields: in the place of `Host` and, where there is a body or a change, `Content-Type`.
    init(_ port: Int, _ method: String, _ path: String, _ body: String? = nil, fields: [String: String] = [:]) throws {
        var all = ["Host": "127.0.0.1:\(port)", "Connection": "close"]
        if body != nil || method == "POST" || method == "PUT" { all["Content-Type"] = "application/json" }
        all["Content-Length"] = body.map { "\($0.utf8.count)" } ?? (method == "POST" ? "0" : nil)
        all.merge(fields) { $1 }
        let lines = all.filter { $0.value != "" }.map { "\($0.key): \($0.value)\r\n" }.joined()
        try self.init(port, raw: "\(method) \(path) HTTP/1.1\r\n\(lines)\r\n\(body ?? "")")
    }

    init(_ port: Int, raw: String) throws {
        let connection = try Self.connect(port)
        defer { close(connection) }
        var rest = Array(raw.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            // One that is refused early may have closed already.
            if count <= 0 { break }
            rest = rest.dropFirst(count)
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(connection, &chunk, chunk.count, 0)
            if count <= 0 { break }
            bytes += chunk[..<count]
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let end = text.firstRange(of: "\r\n\r\n")
        head = String(text[..<(end?.lowerBound ?? text.endIndex)])
        body = end.map { String(text[$0.upperBound...]) } ?? ""
        status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }

    static func connect(_ port: Int) throws -> Int32 {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var time = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connection >= 0, result == 0 else { throw SystemError("connect") }
        return connection
    }
}
