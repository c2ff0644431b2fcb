/// A JSON value that remembers what Python would: the order of keys, numbers as they were written, lone surrogates.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(JSONString)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue {
    package var isNull: Bool {
        self == .null
    }

    package var bool: Bool? {
        guard case .bool(let bool) = self else { return nil }
        return bool
    }

    package var number: JSONNumber? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// The value of a number without fraction and exponent that fits an `Int`.
    package var int: Int? {
        number?.int
    }

    package var double: Double? {
        number?.double
    }

    package var string: JSONString? {
        guard case .string(let string) = self else { return nil }
        return string
    }

    /// The text of a string, nil for other values and for a string that holds a lone surrogate.
    package var text: String? {
        string?.text
    }

    package var array: [JSONValue]? {
        guard case .array(let array) = self else { return nil }
        return array
    }

    package var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// The value of `key` in an object; nil for other values and for a key that the object does not have.
    package subscript(key: JSONString) -> JSONValue? {
        object?[key]
    }
}
