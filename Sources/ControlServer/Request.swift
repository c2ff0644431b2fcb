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
        for part in (parts.first ?? "").split(separator: "/") {
            path.append(try PercentEncoding.decode(part, isQuery: false))
        }
        query = [:]
        guard parts.count == 2 else { return }
        for pair in parts[1].split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try PercentEncoding.decode(sides[0], isQuery: true)
            query[name] = sides.count == 2 ? try PercentEncoding.decode(sides[1], isQuery: true) : ""
        }
    }

    /// The number of a parameter that was checked; `nil` without it.
    func number(_ name: String) -> Int? { query[name].flatMap { Int($0) } }

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

    /// The body, which is an object.
    ///
    /// - Parameter names: the members that it may have.
    /// - Throws: ``Problem`` when it is none, or has others.
    func object(_ names: Set<JSONString>) throws(Problem) -> JSONObject {
        guard let object = try json().object else { throw Problem(.badRequest, "is an object", pointer: "") }
        for member in object.members where !names.contains(member.key) {
            throw Problem(.badRequest, "is not known", member: member.key)
        }
        return object
    }
}
