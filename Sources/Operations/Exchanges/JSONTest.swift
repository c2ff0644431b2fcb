package import Texts
package import WireJSON

/// What is asked of an answer that is JSON: `/status = "done"`, `/result/0 > 3.5`, `/id`.
package struct JSONTest {
    private enum Comparison: String, CaseIterable {
        case equal = "="
        case different = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case matches = "~"
    }

    private enum Question {
        /// Whether something is there.
        case exists
        /// - Parameter json: what the text is as JSON, if it is any.
        case equal(String, json: JSONValue?, isNegated: Bool)
        case order(Comparison, JSONNumber)
        case matches(RegularExpression)
    }

    private let pointer: JSONPointer
    private let question: Question

    /// - Parameter words: what stands behind `json`: a pointer, or none for the whole answer; an operator and a value.
    /// - Throws: ``Failure`` when they are something else.
    package init(_ words: ArraySlice<String>) throws(Failure) {
        var words = words
        var pointer = JSONPointer(tokens: [])
        if let first = words.first, Comparison(rawValue: first) == nil || words.count == 1 {
            pointer = try Self.pointer(first)
            words = words.dropFirst()
        }
        self.pointer = pointer
        guard let sign = words.first else {
            question = .exists
            return
        }
        guard let comparison = Comparison(rawValue: sign) else {
            let signs = Comparison.allCases.map(\.rawValue).joined(separator: " ")
            throw .usage("json: '\(sign)' is none of \(signs)")
        }
        guard words.count > 1 else { throw .usage("json: a value behind '\(sign)' is missing") }
        question = try Self.question(comparison, words.dropFirst().joined(separator: " "))
    }

    /// - Throws: ``Failure`` when the text is no pointer.
    package static func pointer(_ text: String) throws(Failure) -> JSONPointer {
        if let pointer = JSONPointer(text) { return pointer }
        guard text.hasPrefix("/") else {
            throw .usage("json: '\(text)' is no JSON pointer: it begins with '/', as in /result/0")
        }
        throw .usage("json: '\(text)' is no JSON pointer: behind a '~' stands 0 (for ~) or 1 (for /)")
    }

    private static func question(_ comparison: Comparison, _ text: String) throws(Failure) -> Question {
        switch comparison {
        case .equal, .different:
            return .equal(text, json: try? JSONParser.parse(Array(text.utf8)), isNegated: comparison == .different)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard let number = JSONNumber(literal: text), number.isFinite else {
                throw .usage("json: '\(text)' behind '\(comparison.rawValue)' is no number")
            }
            return .order(comparison, number)
        case .matches:
            do throws(PatternError) {
                return .matches(try RegularExpression(text))
            } catch {
                throw .usage("json: \(error)")
            }
        }
    }

    /// What came, in words, when it is not what was asked for.
    ///
    /// - Throws: when an expression was given up.
    func mismatch(_ response: [UInt8]) throws(RegularExpression.LimitExceeded) -> String? {
        guard let json = try? JSONParser.parse(response) else {
            return "\"\(TerminalText.excerpt(response))\", which is no JSON"
        }
        guard let value = pointer.value(in: json) else { return pointer.absence(in: json) }
        return try holds(for: value) ? nil : Self.words(value)
    }

    private func holds(for value: JSONValue) throws(RegularExpression.LimitExceeded) -> Bool {
        switch question {
        case .exists: true
        case .equal(let text, let json, let isNegated): isNegated != Self.isEqual(value, text, json)
        case .order(let comparison, let number): value.number.map { Self.holds($0, comparison, number) } ?? false
        case .matches(let expression): try expression.matches(value.plainText)
        }
    }

    /// What stands in quotes in a script arrives without them: a text is equal also when it would be a number.
    private static func isEqual(_ value: JSONValue, _ text: String, _ json: JSONValue?) -> Bool {
        if value.text == text { return true }
        return json.map { JSONComparison(numbers: .byValue).areEqual($0, value) } ?? false
    }

    private static func holds(_ left: JSONNumber, _ comparison: Comparison, _ right: JSONNumber) -> Bool {
        let (left, right) = exact(left, right) ?? (left.double, right.double)
        switch comparison {
        case .less: return left < right
        case .lessOrEqual: return left <= right
        case .greater: return left > right
        case .greaterOrEqual: return left >= right
        case .equal, .different, .matches: return false
        }
    }

    /// The sign of their difference, beside zero: a `Double` does not tell all numbers apart.
    private static func exact(_ left: JSONNumber, _ right: JSONNumber) -> (Double, Double)? {
        guard let left = ExactDecimal(left), let right = ExactDecimal(right) else { return nil }
        if left == right { return (0, 0) }
        return left.subtracting(right).map { ($0.isNegative ? -1 : 1, 0) }
    }

    private static func words(_ value: JSONValue) -> String {
        TerminalText.excerpt(JSONWriter.compact.bytes(of: value))
    }

    /// As it is written in a script.
    var text: String {
        let place = (["json"] + (pointer.tokens.isEmpty ? [] : [pointer.description])).joined(separator: " ")
        switch question {
        case .exists: return place
        case .equal(let text, let json, let isNegated):
            let value = json == nil ? JSONWriter.compact.text(of: .string(JSONString(text))) : text
            return "\(place) \(isNegated ? "!=" : "=") \(value)"
        case .order(let comparison, let number): return "\(place) \(comparison.rawValue) \(number.literal)"
        case .matches(let expression): return "\(place) ~ \(expression.source)"
        }
    }
}

extension JSONValue {
    /// The text of a string, or what JSON has for another value.
    package var plainText: String { string?.lossyText ?? JSONWriter.canonical.text(of: self) }
}

extension JSONPointer {
    /// What is there where a value was looked for in vain: `nothing at /a/c: /a has "b"`.
    package func absence(in json: JSONValue) -> String {
        var place = JSONPointer(tokens: [])
        var value = json
        for count in tokens.indices {
            let next = JSONPointer(tokens: Array(tokens[...count]))
            guard let found = next.value(in: json) else { break }
            (place, value) = (next, found)
        }
        let owner = place.tokens.isEmpty ? "the answer" : TerminalText.escaped(place.description)
        let there: String
        switch value {
        case .object(let object) where object.isEmpty: there = "\(owner) is empty"
        case .object(let object):
            let names = object.keys.prefix(8).map { JSONWriter.compact.text(of: .string($0)) }
            there = "\(owner) has \(names.joined(separator: ", "))\(object.count > names.count ? ", ..." : "")"
        case .array(let array):
            there = "\(owner) has \(array.count) element\(array.count == 1 ? "" : "s")"
        case .null, .bool, .number, .string:
            there = "\(owner) is \(TerminalText.excerpt(JSONWriter.compact.bytes(of: value)))"
        }
        return "nothing at \(TerminalText.escaped(description)): \(there)"
    }
}
