// No `ExpressibleByNilLiteral`: with it `value["key"] == nil` would ask whether there is a `null`, not whether there is none.
extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    package init(integerLiteral value: Int) {
        self = .number(JSONNumber(value))
    }

    package init(floatLiteral value: Double) {
        self = .number(JSONNumber(value))
    }

    package init(stringLiteral value: String) {
        self = .string(JSONString(value))
    }

    package init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }

    /// Of equal keys the last value stays, in the first one's place, as everywhere in this module.
    package init(dictionaryLiteral elements: (JSONString, JSONValue)...) {
        self = .object(JSONObject(elements))
    }
}

extension JSONValue {
    package static func string(_ text: String) -> JSONValue {
        .string(JSONString(text))
    }

    package static func number(_ value: Int) -> JSONValue {
        .number(JSONNumber(value))
    }

    package static func number(_ value: Double) -> JSONValue {
        .number(JSONNumber(value))
    }
}
