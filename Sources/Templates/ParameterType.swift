import WireJSON

/// What a parameter of a command takes, and what becomes of it in JSON.
package enum ParameterType: Hashable, Sendable {
    /// Any text: a JSON string.
    case text
    /// A JSON number, as it was written.
    case number(NumberRange)
    /// One without fraction and exponent.
    case integer(NumberRange)
    /// `1,2,3`, or a JSON array.
    case list
    /// Any JSON.
    case json
    /// The path of a file with one of these endings, without their dots, or with any: a JSON string.
    case file(endings: [String])
    /// One of these words: a JSON string.
    case choice([String])
    /// `true` or `false`.
    case flag

    /// Whether its values are paths, which are other ones where a request goes to.
    package var isFile: Bool {
        if case .file = self { true } else { false }
    }

    /// Whether a text that begins with a dash can be a value: `-5`.
    package var isNumeric: Bool {
        switch self {
        case .number, .integer, .list: true
        case .text, .json, .file, .choice, .flag: false
        }
    }

    /// What is wrong with a text as a value; `nil` when nothing is.
    package func problem(with text: String) -> String? {
        switch self {
        case .text, .file: nil
        case .number(let range): Self.problem(with: text, range, isInteger: false)
        case .integer(let range): Self.problem(with: text, range, isInteger: true)
        case .list: Self.list(text) == nil ? "'\(text)' is not a list: 1,2,3 or [1, 2, 3]" : nil
        case .json: Self.json(text) == nil ? "'\(text)' is not JSON" : nil
        case .choice(let words): words.contains(text) ? nil : "'\(text)' is not \(Self.either(words))"
        case .flag: ["true", "false"].contains(text) ? nil : "'\(text)' is not true or false"
        }
    }

    private static func problem(with text: String, _ range: NumberRange, isInteger: Bool) -> String? {
        guard let number = number(text), !isInteger || number.isInteger else {
            let example = isInteger ? "a whole number, such as 3" : "a number, such as 3 or 0.5"
            return "'\(text)' is not \(example)"
        }
        return range.problem(with: number)
    }

    /// The words, for people: `a, b or c`.
    package static func either(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) or \(last)"
    }

    // MARK: JSON

    /// Writes a value as Python's `json.dumps` does.
    ///
    /// - Returns: what is wrong with it; nothing is written then.
    func append(_ text: String, to output: inout [UInt8]) -> String? {
        switch self {
        case .text, .file, .choice:
            if let problem = problem(with: text) { return problem }
            JSONWriter.canonical.append(text, to: &output)
        case .number, .integer, .flag:
            // A number of JSON, or one of two words: nothing else comes through.
            if let problem = problem(with: text) { return problem }
            output.append(contentsOf: text.utf8)
        case .list:
            guard let value = Self.list(text) else { return problem(with: text) }
            JSONWriter.canonical.append(value, to: &output)
        case .json:
            guard let value = Self.json(text) else { return problem(with: text) }
            JSONWriter.canonical.append(value, to: &output)
        }
        return nil
    }

    /// A number that other programs than Python read, too.
    static func number(_ text: String) -> JSONNumber? {
        guard let number = JSONNumber(literal: text), !number.isNamed else { return nil }
        return number
    }

    /// A value without `NaN` and infinities, which are no JSON to other programs than Python.
    static func json(_ text: String) -> JSONValue? {
        guard let value = try? JSONParser.parse(text, limits: .python), !value.hasNamedNumbers else { return nil }
        return value
    }

    private static func list(_ text: String) -> [JSONValue]? {
        let start = text.utf8.first { $0 != UInt8(ascii: " ") }
        if start == UInt8(ascii: "[") { return json(text)?.array }
        if text.isEmpty { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { item in
            let item = String(item)
            return number(item).map { .number($0) } ?? .string(item)
        }
    }
}

extension JSONNumber {
    /// Whether it is `NaN`, `Infinity` or `-Infinity`.
    fileprivate var isNamed: Bool { literal.utf8.contains { $0 == UInt8(ascii: "N") || $0 == UInt8(ascii: "I") } }
}

extension JSONValue {
    /// Whether a number in it is none to other programs than Python.
    fileprivate var hasNamedNumbers: Bool {
        switch self {
        case .null, .bool, .string: false
        case .number(let number): number.isNamed
        case .array(let array): array.contains(where: \.hasNamedNumbers)
        case .object(let object): object.members.contains(where: \.value.hasNamedNumbers)
        }
    }
}
