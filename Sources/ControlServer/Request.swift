import IPCFraming
import NIOHTTP1
import WireJSON

/// A call, as it came.
struct Request: Sendable {
    var method: HTTPMethod
    /// The parts of the path, decoded.
    var path: [String]
    /// The parameters, the last one of each name.
    var query: [String: String]
    var fields: HTTPHeaders
    var body: [UInt8] = []

    /// - Throws: ``Problem`` when its path or query is not percent-encoded UTF-8.
    init(_ head: HTTPRequestHead) throws(Problem) {
        method = head.method
        fields = head.headers
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = []
        for part in (parts.first ?? "").split(separator: "/") { path.append(try Self.decoded(part, isQuery: false)) }
        query = [:]
        guard parts.count == 2 else { return }
        for pair in parts[1].split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(sides[0], isQuery: true)
            query[name] = sides.count == 2 ? try Self.decoded(sides[1], isQuery: true) : ""
        }
    }

    /// The body as JSON.
    ///
    /// - Throws: ``Problem`` when it is none.
    func json() throws(Problem) -> JSONValue {
        do throws(JSONError) {
            return try JSONParser.parse(body)
        } catch {
            var problem = Problem(.badRequest, "the body is no JSON: \(error.reason)", pointer: "")
            problem.members["line"] = .number(error.line)
            problem.members["column"] = .number(error.column)
            throw problem
        }
    }

    private static func decoded(_ text: Substring, isQuery: Bool) throws(Problem) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    throw Problem(.badRequest, "a '%' without two hexadecimal digits")
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where isQuery: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(.badRequest, "the path or the query is not UTF-8")
        }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
