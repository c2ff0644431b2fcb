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
        // Most keys of an object differ in their length or at their ends, so most need not be looked for among those
        // before: a key whose bit is still clear is new.
        var seen: UInt64 = 0
        while let key = try nextKey() {
            let bit = key.isEscaped ? .max : fingerprint(of: key)
            let mayBeThere = seen & bit != 0
            seen |= bit
            let name = key.decoded()
            let value = try value()
            if mayBeThere { object.set(name, to: value) } else { object.appendNew(name, value) }
        }
        return object
    }

    /// One bit that is the same for equal keys without escapes.
    private func fingerprint(of key: JSONStringToken) -> UInt64 {
        guard let first = key.bytes.first, let last = key.bytes.last else { return 1 }
        let mixed = key.bytes.count &* 7 &+ Int(first) &* 5 &+ Int(last)
        return 1 << UInt64(truncatingIfNeeded: mixed & 63)
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
