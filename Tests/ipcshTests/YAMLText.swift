import WireJSON

/// A part of YAML: maps, lists, flow lists, folded text and scalars, as manifests have them.
struct YAMLText {
    struct Malformed: Error {
        var line: String
    }

    struct Line {
        var indent: Int
        var text: Substring

        init(_ line: Substring) {
            let text = line.drop { $0 == " " }
            indent = line.count - text.count
            self.text = text
        }
    }

    let value: JSONValue

    init(_ lines: [Line]) throws {
        var rest = lines.filter { !$0.text.isEmpty && !$0.text.hasPrefix("#") }[...]
        value = try Self.block(&rest)
        if let line = rest.first { throw Malformed(line: String(line.text)) }
    }

    private static func block(_ rest: inout ArraySlice<Line>) throws -> JSONValue {
        guard let first = rest.first else { return .null }
        return first.text.hasPrefix("- ") ? try list(first.indent, &rest) : try map(first.indent, &rest)
    }

    private static func list(_ indent: Int, _ rest: inout ArraySlice<Line>) throws -> JSONValue {
        var values: [JSONValue] = []
        while var line = rest.first, line.indent == indent, line.text.hasPrefix("- ") {
            let item = line.text.dropFirst(2)
            if item == ">-" {
                rest.removeFirst()
                values.append(.string(folded(indent, &rest)))
            } else if key(item) != nil {
                // The map of an item begins behind its dash.
                line.indent += 2
                line.text = item
                rest[rest.startIndex] = line
                values.append(try map(line.indent, &rest))
            } else {
                rest.removeFirst()
                values.append(scalar(item))
            }
        }
        return .array(values)
    }

    private static func map(_ indent: Int, _ rest: inout ArraySlice<Line>) throws -> JSONValue {
        var object = JSONObject()
        while let line = rest.first, line.indent == indent, !line.text.hasPrefix("- ") {
            guard let (key, value) = key(line.text), object[JSONString(key)] == nil else {
                throw Malformed(line: String(line.text))
            }
            rest.removeFirst()
            if value == ">-" {
                object[JSONString(key)] = .string(folded(indent, &rest))
            } else if !value.isEmpty {
                object[JSONString(key)] = scalar(value)
            } else if let next = rest.first, next.indent > indent || next.indent == indent && next.text.hasPrefix("- ")
            {
                object[JSONString(key)] = try block(&rest)
            } else {
                object[JSONString(key)] = .null
            }
        }
        return .object(object)
    }

    private static func folded(_ indent: Int, _ rest: inout ArraySlice<Line>) -> String {
        var parts: [String] = []
        while let line = rest.first, line.indent > indent {
            parts.append(String(line.text))
            rest.removeFirst()
        }
        return parts.joined(separator: " ")
    }

    /// `key: value` or `key:`; what only looks so within a command has more than a word before the colon.
    private static func key(_ text: Substring) -> (String, Substring)? {
        guard let match = text.prefixMatch(of: /([A-Za-z0-9_.\/-]+):(?: +|$)/) else { return nil }
        return (String(match.1), text[match.range.upperBound...])
    }

    private static func scalar(_ text: Substring) -> JSONValue {
        if text.hasPrefix("["), text.hasSuffix("]") {
            return .array(text.dropFirst().dropLast().split(separator: ",").map { scalar($0.drop { $0 == " " }) })
        }
        if let number = Int(text) { return .number(number) }
        switch text {
        case "true": return true
        case "false": return false
        default: return .string(String(text))
        }
    }
}
