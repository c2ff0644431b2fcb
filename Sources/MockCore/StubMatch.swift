import Sessions
package import Texts
package import WireJSON

/// What a stub asks of a request: objects hold at least these members, texts match patterns, all else is equal.
package indirect enum StubMatch: Sendable {
    case equal(JSONValue)
    case members([(JSONString, StubMatch)])
    case elements([StubMatch])
    case glob([Unicode.Scalar])
    case pattern(RegularExpression)

    /// The longest text that a regular expression is asked about, in bytes: a limit on its steps grows with it.
    private static let longestForPattern = 64 * 1024

    package init(_ value: JSONValue) throws(PatternError) {
        switch value {
        case .null, .bool, .number: self = .equal(value)
        case .string(let string):
            guard let text = string.text else {
                self = .equal(value)
                return
            }
            if text.hasPrefix("~") {
                self = .pattern(try RegularExpression(String(text.dropFirst())))
            } else {
                self = text.contains("*") || text.contains("?") ? .glob(Array(text.unicodeScalars)) : .equal(value)
            }
        case .array(let array):
            var elements: [StubMatch] = []
            for element in array { elements.append(try StubMatch(element)) }
            self = .elements(elements)
        case .object(let object):
            var members: [(JSONString, StubMatch)] = []
            for member in object.members { members.append((member.key, try StubMatch(member.value))) }
            self = .members(members)
        }
    }

    /// Whether a regular expression is in it.
    var hasExpression: Bool {
        switch self {
        case .equal, .glob: false
        case .members(let members): members.contains { $0.1.hasExpression }
        case .elements(let elements): elements.contains(where: \.hasExpression)
        case .pattern: true
        }
    }

    /// - Throws: when an expression was given up.
    package func matches(_ value: JSONValue) throws(RegularExpression.LimitExceeded) -> Bool {
        switch self {
        case .equal(let wanted): return value == wanted
        case .members(let members):
            guard case .object(let object) = value else { return false }
            for (key, match) in members {
                guard let member = object[key], try match.matches(member) else { return false }
            }
            return true
        case .elements(let elements):
            guard case .array(let array) = value, array.count == elements.count else { return false }
            for (match, element) in zip(elements, array) where try !match.matches(element) { return false }
            return true
        case .glob(let pattern):
            return value.string.map { Self.matches(pattern, $0.lossyText.unicodeScalars) } ?? false
        case .pattern(let pattern):
            guard let text = value.string?.lossyText, text.utf8.count <= Self.longestForPattern else { return false }
            return try pattern.matches(text)
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
