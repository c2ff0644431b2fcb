import IPCFraming
package import Sessions
package import Texts
import WireJSON

/// What is changed in recorded exchanges before they are sent, and in the same way in the responses that are expected.
package struct RequestRewriting {
    /// Another value for a member of a request: `image.name=Left`.
    package struct Assignment: Hashable, Sendable {
        package let source: String
        fileprivate let place: JSONPointer
        fileprivate let text: String

        /// - Returns: `nil` for what is not `KEY.KEY=VALUE`.
        package init?(_ source: String) {
            guard let equals = source.firstIndex(of: "="), equals != source.startIndex else { return nil }
            self.source = source
            place = JSONPointer(dotted: String(source[..<equals]))
            text = String(source[source.index(after: equals)...])
        }

        /// A value of the recorded one's kind, if the text can be one: `50` for a string stays a string.
        fileprivate func value(inPlaceOf old: JSONValue) -> JSONValue {
            if old.string != nil { return .string(text) }
            return (try? JSONParser.parse(Array(text.utf8))) ?? .string(text)
        }
    }

    /// Where requests name files.
    private static let filePlaces = [JSONPointer(dotted: "image.file"), JSONPointer(dotted: "elements.file")]

    package var assignments: [Assignment] = []
    package var substitutions: [Substitution] = []
    /// From a path of the recorded request to the one to send.
    package var mapPath: ((String) -> String)?
    private var usedAssignments: Set<Assignment> = []

    package init() {}

    package var isEmpty: Bool { assignments.isEmpty && substitutions.isEmpty && mapPath == nil }

    /// The assignments for which no request so far had a place.
    package var unusedAssignments: [String] { assignments.filter { !usedAssignments.contains($0) }.map(\.source) }

    /// The exchange to send and to expect instead of the recorded one.
    ///
    /// A request that is JSON and is changed is written in the canonical form. Where the recorded response repeats a
    /// value that is changed, the expected one has the new value.
    ///
    /// - Throws: when the expression of a substitution was given up.
    package mutating func apply(
        to recorded: RecordedExchange
    ) throws(RegularExpression.LimitExceeded) -> RecordedExchange {
        guard !isEmpty, recorded.request.ending != .abort else { return recorded }
        var exchange = recorded
        var echo = Echo()
        if var value = try? JSONParser.parse(recorded.request.bytes) {
            let before = value
            assign(in: &value, &echo)
            mapPaths(in: &value, &echo)
            let isCanonical = JSONWriter.canonical.bytes(of: before) == recorded.request.bytes
            if isCanonical { value = try substituted(value) }
            if value != before {
                exchange.request.bytes = JSONWriter.canonical.bytes(of: value)
            }
            if !isCanonical || value == before { try substitute(in: &exchange.request.bytes) }
        } else {
            try substitute(in: &exchange.request.bytes)
        }
        if let responses = recorded.responses {
            exchange.responses = try responses.map { message throws(RegularExpression.LimitExceeded) in
                var message = message
                message.frame.bytes = try rewritten(message.frame.bytes, echo)
                return message
            }
        } else if let response = recorded.response {
            exchange.response?.bytes = try rewritten(response.bytes, echo)
        }
        return exchange
    }

    private func rewritten(_ response: [UInt8], _ echo: Echo) throws(RegularExpression.LimitExceeded) -> [UInt8] {
        var bytes = echo.applied(to: response)
        try substitute(in: &bytes)
        return bytes
    }

    private mutating func assign(in value: inout JSONValue, _ echo: inout Echo) {
        for assignment in assignments {
            guard let old = assignment.place.value(in: value) else { continue }
            usedAssignments.insert(assignment)
            let new = assignment.value(inPlaceOf: old)
            assignment.place.replace(in: &value, by: new)
            echo.add(old, new)
        }
    }

    private func mapPaths(in value: inout JSONValue, _ echo: inout Echo) {
        guard let mapPath else { return }
        for place in Self.filePlaces {
            guard let old = place.value(in: value), let path = old.text else { continue }
            let new = JSONValue.string(mapPath(path))
            place.replace(in: &value, by: new)
            echo.add(old, new)
        }
    }

    /// Expressions are for what people read: `C:\temp`, and not its form in JSON, `C:\\temp`.
    private func substituted(_ value: JSONValue) throws(RegularExpression.LimitExceeded) -> JSONValue {
        switch value {
        case .string(let string):
            guard var text = string.text else { return value }
            for substitution in substitutions { text = try substitution.apply(to: text) ?? text }
            return .string(text)
        case .array(let array):
            return .array(
                try array.map { element throws(RegularExpression.LimitExceeded) in try substituted(element) }
            )
        case .object(let object):
            let members = try object.members.map { member throws(RegularExpression.LimitExceeded) in
                (member.key, try substituted(member.value))
            }
            return .object(JSONObject(members))
        case .null, .bool, .number:
            return value
        }
    }

    private func substitute(in bytes: inout [UInt8]) throws(RegularExpression.LimitExceeded) {
        for substitution in substitutions { bytes = try substitution.apply(to: bytes) }
    }
}
