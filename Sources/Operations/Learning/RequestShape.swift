import WireJSON

/// What several requests have in common: what is the same in all, and what varies.
indirect enum RequestShape {
    struct Member {
        let key: JSONString
        var shape: RequestShape
        /// Whether some requests do not have it.
        var isOptional = false
    }

    /// The type of what varies.
    enum Kind: Hashable {
        case text, integer, number, bool, list, json
    }

    case constant(JSONValue)
    case varying(Kind, values: [JSONValue])
    case object([Member])

    /// More different values are not kept: they are no choices.
    private static let mostValues = 5

    init(_ value: JSONValue) {
        switch value {
        case .object(let object):
            self = .object(object.members.map { Member(key: $0.key, shape: RequestShape($0.value)) })
        case .null, .bool, .number, .string, .array: self = .constant(value)
        }
    }

    /// Takes in another request.
    mutating func merge(_ value: JSONValue) {
        switch (self, value) {
        case (.object(var members), .object(let object)):
            for index in members.indices {
                if let other = object[members[index].key] {
                    members[index].shape.merge(other)
                } else {
                    members[index].isOptional = true
                }
            }
            for other in object.members where !members.contains(where: { $0.key == other.key }) {
                members.append(Member(key: other.key, shape: RequestShape(other.value), isOptional: true))
            }
            self = .object(members)
        case (.constant(let constant), _) where constant == value: break
        case (.constant(let constant), _):
            self = .varying(Self.common(Self.kind(constant), Self.kind(value)), values: [constant, value])
        case (.varying(let kind, var values), _):
            if values.count <= Self.mostValues, !values.contains(value) { values.append(value) }
            self = .varying(Self.common(kind, Self.kind(value)), values: values)
        case (.object, _): self = .varying(.json, values: [])
        }
    }

    private static func kind(_ value: JSONValue) -> Kind {
        switch value {
        case .string: .text
        case .number(let number): number.isInteger ? .integer : .number
        case .bool: .bool
        case .array(let array): array.allSatisfy(\.isScalar) ? .list : .json
        case .null, .object: .json
        }
    }

    private static func common(_ left: Kind, _ right: Kind) -> Kind {
        if left == right { return left }
        return [.integer, .number].contains(left) && [.integer, .number].contains(right) ? .number : .json
    }

    /// The words that a text was always one of, where they are few and came often.
    ///
    /// - Parameter count: how many requests there were.
    func choices(among count: Int) -> [String]? {
        guard case .varying(.text, let values) = self, values.count < Self.mostValues, count >= 4 * values.count else {
            return nil
        }
        let texts = values.compactMap { $0.string?.text }
        let areWords = texts.allSatisfy { text in
            !text.isEmpty
                && text.unicodeScalars.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "_" || $0 == "-" }
        }
        return areWords && texts.count == values.count ? texts.sorted() : nil
    }
}

extension JSONValue {
    fileprivate var isScalar: Bool {
        switch self {
        case .number, .string: true
        case .null, .bool, .array, .object: false
        }
    }
}
