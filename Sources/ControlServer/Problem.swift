import MockControl
import MockServer
import NIOHTTP1
import WireJSON

/// Why a call was refused (RFC 9457).
struct Problem: Error, Sendable {
    var status: HTTPResponseStatus
    var detail: String
    /// Where the mistake is: a JSON pointer into the body, or the name of a parameter.
    var pointer: String?
    var fields: [(String, String)] = []
    /// Further members.
    var members = JSONObject()

    init(_ status: HTTPResponseStatus, _ detail: String, pointer: String? = nil) {
        self.status = status
        self.detail = detail
        self.pointer = pointer
    }

    init(_ status: HTTPResponseStatus, _ detail: String, member: JSONString) {
        self.init(status, detail, pointer: JSONPointer(tokens: [member.lossyText]).description)
    }

    init(_ error: MockControlError) {
        switch error.kind {
        case .invalid: self.init(.badRequest, error.reason, pointer: error.place)
        case .unknown: self.init(.notFound, error.description)
        case .conflict: self.init(.conflict, error.description)
        case .timeout: self.init(.requestTimeout, error.description)
        }
    }

    /// What any error of a call means.
    static func of(_ error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as MockControlError: Problem(error)
        case let error as MockServerError: Problem(.conflict, error.description)
        default: Problem(.internalServerError, "\(error)")
        }
    }

    var response: Response {
        var object = JSONObject()
        object["type"] = "about:blank"
        object["title"] = .string(status.reasonPhrase)
        object["status"] = .number(Int(status.code))
        object["detail"] = .string(detail)
        if let pointer { object["pointer"] = .string(pointer) }
        for member in members.members { object.set(member.key, to: member.value) }
        var response = Response(status, type: "application/problem+json", JSONWriter.compact.bytes(of: .object(object)))
        response.fields = fields
        return response
    }
}
