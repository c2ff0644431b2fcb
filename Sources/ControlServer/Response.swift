import NIOHTTP1
import WireJSON

/// An answer to a call.
struct Response: Sendable {
    var status: HTTPResponseStatus
    var type: String
    var body: [UInt8]
    var fields: [(String, String)] = []

    init(_ status: HTTPResponseStatus = .ok, type: String, _ body: [UInt8]) {
        self.status = status
        self.type = type
        self.body = body
    }

    static func json(_ value: JSONValue, _ status: HTTPResponseStatus = .ok) -> Response {
        Response(status, type: "application/json", JSONWriter.compact.bytes(of: value))
    }

    static let noContent = Response(.noContent, type: "", [])
}
