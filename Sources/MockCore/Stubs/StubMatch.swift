package import Texts
package import WireJSON

/// What a stub asks of a request: objects hold at least these members, texts match patterns, all else is equal.
///
/// An object with a single member of the name `not`, `anyOf`, `absent`, `json` or `text` is an operator.
package indirect enum StubMatch: Sendable {
    case equal(JSONValue)
    case members([(JSONString, StubMatch)])
    case elements([StubMatch])
    case glob([Unicode.Scalar])
    case pattern(RegularExpression)
    case not(StubMatch)
    case anyOf([StubMatch])
    /// Whether there is no such member.
    case absent(Bool)
    /// What is asked of the request's own text, JSON or not, or of a member's.
    case text(StubMatch, isOfRequest: Bool)

    /// The longest text that a regular expression is asked about, in bytes: a limit on its steps grows with it.
    private static let longestForPattern = 64 * 1024

    /// - Parameter place: its pointer, for errors.
    package init(_ value: JSONValue, at place: String) throws(StubError) {
        try self.init(value, at: place, isRoot: true)
    }

    private init(_ value: JSONValue, at place: String, isRoot: Bool) throws(StubError) {
        switch value {
        case .null, .bool, .number: self = .equal(value)
        case .string(let string): self = try Self.text(string, at: place)
        case .array(let array):
            self = .elements(try Self.all(array, at: place, isRoot: false))
        case .object(let object):
            if object.count == 1, let member = object.members.first,
                let match = try Self.operation(member, at: place, isRoot: isRoot)
            {
                self = match
                return
            }
            var members: [(JSONString, StubMatch)] = []
            for member in object.members {
                let place = Self.place(member.key, in: place)
                members.append((member.key, try StubMatch(member.value, at: place, isRoot: false)))
            }
            self = .members(members)
        }
    }

    private static func text(_ string: JSONString, at place: String) throws(StubError) -> StubMatch {
        guard let text = string.text else { return .equal(.string(string)) }
        if text.hasPrefix("~") {
            let expression = try StubError.at(place) { () throws(PatternError) in
                try RegularExpression(String(text.dropFirst()))
            }
            return .pattern(expression)
        }
        return text.contains("*") || text.contains("?") ? .glob(Array(text.unicodeScalars)) : .equal(.string(string))
    }

    /// - Returns: `nil` for a member that is none.
    private static func operation(_ member: JSONObject.Member, at place: String, isRoot: Bool)
        throws(StubError) -> StubMatch?
    {
        let place = Self.place(member.key, in: place)
        switch member.key.text {
        case "not": return .not(try StubMatch(member.value, at: place, isRoot: isRoot))
        case "anyOf":
            guard let array = member.value.array, !array.isEmpty else {
                throw StubError(place, "is an array of what may match")
            }
            return .anyOf(try all(array, at: place, isRoot: isRoot))
        case "absent":
            guard let isAbsent = member.value.bool else { throw StubError(place, "is true or false") }
            return .absent(isAbsent)
        case "json": return .equal(member.value)
        case "text":
            guard let string = member.value.string else {
                throw StubError(place, "is a text, a glob (* and ?) or a regular expression after '~'")
            }
            return .text(try text(string, at: place), isOfRequest: isRoot)
        default: return nil
        }
    }

    private static func all(_ array: [JSONValue], at place: String, isRoot: Bool) throws(StubError) -> [StubMatch] {
        var matches: [StubMatch] = []
        for (index, value) in array.enumerated() {
            matches.append(try StubMatch(value, at: "\(place)/\(index)", isRoot: isRoot))
        }
        return matches
    }

    static func place(_ key: JSONString, in place: String) -> String {
        place + JSONPointer(tokens: [key.lossyText]).description
    }

    /// Whether a regular expression is in it.
    var hasExpression: Bool {
        switch self {
        case .equal, .glob, .absent: false
        case .members(let members): members.contains { $0.1.hasExpression }
        case .elements(let matches), .anyOf(let matches): matches.contains(where: \.hasExpression)
        case .not(let match), .text(let match, _): match.hasExpression
        case .pattern: true
        }
    }

    /// - Parameters:
    ///   - value: what stands in its place; `nil` when nothing does.
    ///   - subject: the whole request.
    ///   - groups: gets what the groups of expressions match, unless it is `nil`.
    /// - Throws: when an expression was given up.
    package func matches(
        _ value: JSONValue?,
        _ subject: StubSubject,
        _ groups: inout [String]?
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        switch self {
        case .equal(let wanted): return value == wanted
        case .members(let members):
            guard case .object(let object)? = value else { return false }
            for (key, match) in members where try !match.matches(object[key], subject, &groups) { return false }
            return true
        case .elements(let elements):
            guard case .array(let array)? = value, array.count == elements.count else { return false }
            for (match, element) in zip(elements, array) where try !match.matches(element, subject, &groups) {
                return false
            }
            return true
        case .glob, .pattern:
            guard let text = value?.string?.lossyText else { return false }
            return try matches(text: text, &groups)
        case .not(let match):
            var none: [String]?
            return try !match.matches(value, subject, &none)
        case .anyOf(let matches):
            for match in matches where try match.matches(value, subject, &groups) { return true }
            return false
        case .absent(let isAbsent): return (value == nil) == isAbsent
        case .text(let match, let isOfRequest):
            guard let text = isOfRequest ? subject.text : value?.string?.lossyText else { return false }
            return try match.matches(text: text, &groups)
        }
    }

    private func matches(text: String, _ groups: inout [String]?) throws(RegularExpression.LimitExceeded) -> Bool {
        switch self {
        case .glob(let pattern): return Self.matches(pattern, text.unicodeScalars)
        case .pattern(let pattern):
            guard text.utf8.count <= Self.longestForPattern else { return false }
            guard groups != nil else { return try pattern.matches(text) }
            guard let found = try pattern.groups(in: text) else { return false }
            groups?.append(contentsOf: found)
            return true
        case .equal(let wanted): return wanted == .string(JSONString(text))
        case .members, .elements, .not, .anyOf, .absent, .text: return false
        }
    }

    /// `*` stands for any text, slashes too, and `?` for a character.
    private static func matches(_ pattern: [Unicode.Scalar], _ text: String.UnicodeScalarView) -> Bool {
        var place = 0
        var index = text.startIndex
        /// Behind the last star, and the text from which on it has not been tried yet.
        var retry: (place: Int, index: String.Index)?
        while index < text.endIndex {
            if place < pattern.count, pattern[place] == "*" {
                place += 1
                retry = (place, index)
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[index] {
                place += 1
                index = text.index(after: index)
            } else if let last = retry {
                place = last.place
                index = text.index(after: last.index)
                retry = (place, index)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
