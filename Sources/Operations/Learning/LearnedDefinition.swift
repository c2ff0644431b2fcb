import Texts
import WireJSON

/// The text of a definition that recorded requests suggest.
package struct LearnedDefinition {
    private static let types: Set<String> = ["TEXT", "NUMBER", "INTEGER", "LIST", "JSON", "FILE"]
    /// More words behind a command's name are hard to tell apart: the others are options.
    private static let mostArguments = 3
    /// What is longer is written over several lines.
    private static let width = 100

    package let name: String
    private let count: Int
    private let isTaken: (String) -> Bool
    private var arguments: [String] = []
    private var options: [String] = []
    private var variables: Set<String> = []
    private(set) var body: [String] = []

    init(_ name: String, count: Int, isTaken: @escaping (String) -> Bool) {
        self.name = name
        self.count = count
        self.isTaken = isTaken
    }

    package var lines: [String] {
        let seen = count == 1 ? "Seen once: what varies is not known." : "Seen \(count) times."
        return ["# \(seen)", (["define", name] + arguments + options).joined(separator: " ")] + body + ["end"]
    }

    mutating func write(_ shape: RequestShape, answer: [UInt8]?) {
        guard case .object(let members) = shape else { return }
        let parts = members.map {
            "\(Self.string($0.key)): \(template($0.shape, of: $0.key, isOptional: $0.isOptional))"
        }
        let line = "    request {\(parts.joined(separator: ", "))}"
        body =
            line.count <= Self.width
            ? [line]
            : ["    request {"]
                + parts.enumerated().map { index, part in
                    "        \(part)\(index < parts.count - 1 ? "," : "")"
                } + ["    }"]
        if let answer, let text = String(validating: answer, as: UTF8.self), TerminalText.escaped(text) == text {
            body.append("    answer \(Self.answer(text))")
        }
    }

    private static func answer(_ text: String) -> String {
        if let value = try? JSONParser.parse(text), value.object != nil || value.array != nil { return constant(value) }
        return string(JSONString(text))
    }

    // MARK: Templates

    private mutating func template(_ shape: RequestShape, of key: JSONString, isOptional: Bool) -> String {
        switch shape {
        case .constant(let value) where !isOptional: return Self.constant(value)
        case .constant(let value): return parameter(shape, Self.kind(value), key, isOptional: true)
        case .varying(let kind, _): return parameter(shape, kind, key, isOptional: isOptional)
        case .object(let members):
            if isOptional { return parameter(shape, .json, key, isOptional: true) }
            let parts = members.map { member in
                "\(Self.string(member.key)): \(template(member.shape, of: member.key, isOptional: member.isOptional))"
            }
            return "{\(parts.joined(separator: ", "))}"
        }
    }

    private static func kind(_ value: JSONValue) -> RequestShape.Kind {
        switch value {
        case .string: .text
        case .number(let number): number.isInteger ? .integer : .number
        case .array, .null, .object, .bool: .json
        }
    }

    private mutating func parameter(
        _ shape: RequestShape,
        _ kind: RequestShape.Kind,
        _ key: JSONString,
        isOptional: Bool
    ) -> String {
        let variable = freeVariable(key)
        let capital = variable.uppercased()
        let option = "--\(variable.replacing("_", with: "-"))"
        let type: String
        switch kind {
        case .text: type = shape.choices(among: count)?.joined(separator: "|") ?? (capital == "FILE" ? "FILE" : "TEXT")
        case .integer: type = "INTEGER"
        case .number: type = "NUMBER"
        case .list: type = "LIST"
        case .json: type = "JSON"
        case .bool: type = isOptional ? "JSON" : ""
        }
        if type.isEmpty {
            options.append("[\(option)]")
        } else if isOptional {
            options.append("[\(option) \(type)]")
        } else if arguments.count < Self.mostArguments {
            arguments.append(
                type == "TEXT" && !Self.types.contains(capital) || type == capital ? capital : "\(capital):\(type)"
            )
        } else {
            options.append("\(option) \(type)")
        }
        return "$\(variable)"
    }

    private mutating func freeVariable(_ key: JSONString) -> String {
        var variable = Self.name(key.lossyText).replacing("-", with: "_")
        while variables.contains(variable) || isTaken("--\(variable.replacing("_", with: "-"))") {
            variable += "_value"
        }
        variables.insert(variable)
        return variable
    }

    // MARK: Names and texts

    /// A name that a command or a parameter can have: small letters, digits and `-`.
    static func name(_ text: String) -> String {
        var name = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": name.unicodeScalars.append(scalar)
            case "A"..."Z":
                if let last = name.unicodeScalars.last, "a"..."z" ~= last { name += "-" }
                name += String(scalar).lowercased()
            default: if !name.isEmpty, !name.hasSuffix("-") { name += "-" }
            }
        }
        while name.hasSuffix("-") { name.removeLast() }
        guard let first = name.unicodeScalars.first, "a"..."z" ~= first else {
            return name.isEmpty ? "value" : "x-\(name)"
        }
        return name
    }

    private static func constant(_ value: JSONValue) -> String {
        // A '$' could begin a name.
        JSONWriter.canonical.text(of: value).replacing("$", with: "\\u0024")
    }

    private static func string(_ text: JSONString) -> String { constant(.string(text)) }
}
