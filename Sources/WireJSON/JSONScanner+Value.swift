extension JSONScanner {
    /// The next value with all that is in it.
    package mutating func value() throws(JSONError) -> JSONValue {
        skipWhitespace()
        switch byte {
        case UInt8(ascii: "\""): return .string(try stringToken().decoded())
        case UInt8(ascii: "{"): return .object(try objectValue())
        case UInt8(ascii: "["): return .array(try arrayValue())
        default: return try scalarValue()
        }
    }

    private mutating func objectValue() throws(JSONError) -> JSONObject {
        try openContainer()
        var object = JSONObject(capacity: 5)
        var seen = SeenKeys()
        while let key = try nextKey() {
            let isNew = key.isEscaped ? seen.insertUnknown() : seen.insert(key.bytes)
            let name = key.decoded()
            let value = try value()
            if isNew { object.appendNew(name, value) } else { object.set(name, to: value) }
        }
        return object
    }

    private mutating func arrayValue() throws(JSONError) -> [JSONValue] {
        try openContainer()
        var array: [JSONValue] = []
        while try nextElement() {
            array.append(try value())
        }
        return array
    }

    @inline(never)
    private mutating func scalarValue() throws(JSONError) -> JSONValue {
        switch byte {
        case UInt8(ascii: "t"):
            try skipWord("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try skipWord("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try skipWord("null")
            return .null
        default:
            let start = offset
            try skipNumber()
            return .number(JSONNumber(trusted: text(from: start)))
        }
    }
}
