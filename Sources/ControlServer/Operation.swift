import IPCFraming
import MockControl
import NIOHTTP1
import Texts
import WireJSON

/// One call of the interface: what it does, and what `/openapi.json` says about it.
struct Operation: Sendable {
    struct Parameter: Sendable {
        enum Kind: Sendable {
            case text
            case number(ClosedRange<Int>)
            case flag
            case time
            case word([String])
        }

        var name: String
        var kind: Kind
        var words: String
    }

    /// What a call's body is.
    struct Body: Sendable {
        var types = ["application/json"]
        var schema: JSONValue
        /// In bytes.
        var limit = 1 << 20
    }

    /// What it can be answered with, besides the problems that all calls have.
    struct Outcome: Sendable {
        var status: HTTPResponseStatus
        var words: String
        var type = "application/json"
        var schema: JSONValue?
    }

    /// A call that is being answered.
    struct Call: Sendable {
        var request: Request
        /// The server that it is about.
        var control: MockControl
        var servers: MockServers
        /// What stands for `{name}` in the path.
        var names: [String: String]
        /// The program's.
        var version: String
        /// Ends the program, as a signal would.
        var stop: @Sendable () -> Void
    }

    var method: HTTPMethod
    var path: String
    var words: String
    var parameters: [Parameter] = []
    var body: Body?
    var outcomes: [Outcome]
    /// Whether it is about the program, not about one of its servers.
    var isGlobal = false
    /// What answers it; `nil` for those that last: events, and what is waited for.
    var run: (@Sendable (Call) throws -> Response)?

    /// The parts of its path.
    var parts: [Substring] { path.split(separator: "/") }

    /// - Returns: what stands for the names in its path; `nil` for another path.
    func match(_ path: ArraySlice<String>) -> [String: String]? {
        let parts = parts
        guard parts.count == path.count else { return nil }
        var names: [String: String] = [:]
        for (part, text) in zip(parts, path) {
            if part.hasPrefix("{") {
                names[String(part.dropFirst().dropLast())] = text
            } else if part != text {
                return nil
            }
        }
        return names
    }

    /// - Throws: ``Problem`` for a parameter that it does not have, or a value that is none for it.
    func check(_ request: Request) throws(Problem) {
        for (name, text) in request.query {
            guard let parameter = parameters.first(where: { $0.name == name }) else {
                let known = parameters.map(\.name).joined(separator: ", ")
                let words = known.isEmpty ? "there are none here" : "known are \(known)"
                throw Problem(
                    .badRequest,
                    "there is no parameter '\(name.prefix(50))': \(words)",
                    pointer: String(name.prefix(50))
                )
            }
            switch parameter.kind {
            case .text: break
            case .number(let range):
                guard let number = Int(text), range.contains(number), !text.hasPrefix("+") else {
                    throw Problem(
                        .badRequest,
                        "'\(name)' is a whole number from \(range.lowerBound) to \(range.upperBound)",
                        pointer: name
                    )
                }
            case .flag:
                guard text == "true" || text == "false" else {
                    throw Problem(.badRequest, "'\(name)' is true or false", pointer: name)
                }
            case .time:
                guard let time = DurationText.parse(text), time <= .seconds(600) else {
                    throw Problem(
                        .badRequest,
                        "'\(name)' is a time such as 5s or 250ms, 10m at the most",
                        pointer: name
                    )
                }
            case .word(let words):
                guard words.contains(text) else {
                    throw Problem(.badRequest, "'\(name)' is one of \(words.joined(separator: ", "))", pointer: name)
                }
            }
        }
    }
}
