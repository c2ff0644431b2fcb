package import WireJSON

extension RequestTemplate {
    /// What the names stand for in a request that is one of this template.
    ///
    /// The order of members does not matter. Where names stand beside each other in a string, each but the last takes as
    /// little as it can.
    ///
    /// - Returns: `nil` for a request that is none.
    package func match(_ request: JSONValue) -> [String: TemplateValue]? {
        var values: [String: TemplateValue] = [:]
        guard Self.match(root, request, &values) else { return nil }
        for name in names where name.isOptional && values[name.name] == nil { values[name.name] = .absent }
        return values
    }

    private static func match(_ node: Node, _ value: JSONValue, _ values: inout [String: TemplateValue]) -> Bool {
        switch (node, value) {
        case (.literal(let literal, _), _): return Self.equal(literal, value)
        case (.name(let name), .array(let array)) where name.isList:
            var texts: [String] = []
            for element in array {
                guard let text = name.type.text(of: element) else { return false }
                texts.append(text)
            }
            return note(.many(texts), name, &values)
        case (.name(let name), _):
            guard !name.isList, let text = name.type.text(of: value) else { return false }
            return note(.one(text), name, &values)
        case (.text(let parts), .string(let string)): return match(parts[...], string.bytes[...], &values)
        case (.array(let nodes), .array(let array)):
            return nodes.count == array.count && zip(nodes, array).allSatisfy { match($0, $1, &values) }
        case (.object(let members), .object(let object)):
            var found = 0
            for member in members {
                if let value = object[member.key] {
                    guard match(member.node, value, &values) else { return false }
                    found += 1
                } else if !member.node.mayBeAbsent {
                    return false
                }
            }
            return found == object.count
        case (.text, _), (.array, _), (.object, _): return false
        }
    }

    /// Whether two values are the same but for the order of members.
    private static func equal(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.object(let left), .object(let right)):
            left.count == right.count
                && left.members.allSatisfy { member in right[member.key].map { equal(member.value, $0) } ?? false }
        case (.array(let left), .array(let right)): left.count == right.count && zip(left, right).allSatisfy(equal)
        default: left == right
        }
    }

    private static func note(
        _ value: TemplateValue,
        _ name: TemplateName,
        _ values: inout [String: TemplateValue]
    ) -> Bool {
        if let before = values[name.name] { return before == value }
        values[name.name] = value
        return true
    }

    private static func match(
        _ parts: ArraySlice<TextPart>,
        _ bytes: ArraySlice<UInt8>,
        _ values: inout [String: TemplateValue]
    ) -> Bool {
        guard let first = parts.first else { return bytes.isEmpty }
        switch first {
        case .literal(let string):
            let literal = string.bytes
            return bytes.starts(with: literal) && match(parts.dropFirst(), bytes.dropFirst(literal.count), &values)
        case .name(let name):
            let rest = parts.dropFirst()
            var end = bytes.endIndex
            if case .literal(let next)? = rest.first {
                let literal = next.bytes
                let isLast = rest.count == 1
                guard let place = isLast ? suffix(literal, of: bytes) : place(of: literal, in: bytes) else {
                    return false
                }
                end = place
            } else if !rest.isEmpty {
                // Nothing tells where one name ends and the next begins.
                end = bytes.startIndex
            }
            guard let text = String(validating: bytes[..<end], as: UTF8.self), name.type.problem(with: text) == nil,
                note(.one(text), name, &values)
            else { return false }
            return match(rest, bytes[end...], &values)
        }
    }

    private static func suffix(_ part: [UInt8], of bytes: ArraySlice<UInt8>) -> Int? {
        bytes.count >= part.count && bytes.suffix(part.count).elementsEqual(part) ? bytes.endIndex - part.count : nil
    }

    private static func place(of part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= part.count else { return nil }
        return (bytes.startIndex...(bytes.endIndex - part.count)).first { bytes[$0...].starts(with: part) }
    }
}

extension RequestTemplate.Node {
    /// Whether the member that it is the value of can be left out.
    fileprivate var mayBeAbsent: Bool {
        switch self {
        case .name(let name): name.isOptional
        case .text(let parts):
            parts.contains { if case .name(let name) = $0 { name.isOptional } else { false } }
        case .literal, .array, .object: false
        }
    }
}

extension ParameterType {
    /// What a person would write for a value; `nil` when it is none of this type.
    package func text(of value: JSONValue) -> String? {
        let text: String?
        switch (self, value) {
        case (.text, .string(let string)), (.file, .string(let string)), (.choice, .string(let string)):
            text = string.text
        case (.number, .number(let number)), (.integer, .number(let number)): text = number.literal
        case (.flag, .bool(let bool)): text = bool ? "true" : "false"
        case (.list, .array(let array)): text = Self.listText(array)
        case (.json, _): text = JSONWriter.canonical.text(of: value)
        default: text = nil
        }
        guard let text, problem(with: text) == nil else { return nil }
        return text
    }

    /// `1,2,3` where that reads back as the same.
    private static func listText(_ array: [JSONValue]) -> String {
        var texts: [String] = []
        for element in array {
            switch element {
            case .number(let number): texts.append(number.literal)
            case .string(let string):
                if let text = string.text, !text.contains(","), number(text) == nil { texts.append(text) }
            case .null, .bool, .array, .object: break
            }
        }
        let text = texts.joined(separator: ",")
        guard texts.count == array.count, !text.hasPrefix("["), !text.hasPrefix(" "), array.isEmpty || !text.isEmpty
        else { return JSONWriter.canonical.text(of: .array(array)) }
        return text
    }
}
