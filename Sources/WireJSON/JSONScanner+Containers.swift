extension JSONScanner {
    package mutating func enterObject() throws(JSONError) {
        skipWhitespace()
        guard byte == UInt8(ascii: "{") else { throw mismatch(.expectedObject) }
        try openContainer()
    }

    package mutating func enterArray() throws(JSONError) {
        skipWhitespace()
        guard byte == UInt8(ascii: "[") else { throw mismatch(.expectedArray) }
        try openContainer()
    }

    /// The next key of the object entered last, with the scanner before its value; nil, and the object is left, when
    /// there are no more.
    package mutating func nextKey() throws(JSONError) -> JSONStringToken? {
        skipWhitespace()
        if isAtStartOfContainer {
            isAtStartOfContainer = false
            if byte == UInt8(ascii: "}") {
                closeContainer()
                return nil
            }
        } else {
            if byte == UInt8(ascii: "}") {
                closeContainer()
                return nil
            }
            guard byte == UInt8(ascii: ",") else { throw failure(.expectedCommaOrBrace) }
            offset &+= 1
            skipWhitespace()
        }
        return try key()
    }

    /// Whether the array entered last has another value, with the scanner before it; if not, the array is left.
    package mutating func nextElement() throws(JSONError) -> Bool {
        skipWhitespace()
        if isAtStartOfContainer {
            isAtStartOfContainer = false
            if byte == UInt8(ascii: "]") {
                closeContainer()
                return false
            }
        } else {
            if byte == UInt8(ascii: "]") {
                closeContainer()
                return false
            }
            guard byte == UInt8(ascii: ",") else { throw failure(.expectedCommaOrBracket) }
            offset &+= 1
        }
        return true
    }

    /// A key and its colon.
    @inline(__always)
    mutating func key() throws(JSONError) -> JSONStringToken {
        guard byte == UInt8(ascii: "\"") else { throw failure(.expectedKey) }
        let key = try stringToken()
        skipWhitespace()
        guard byte == UInt8(ascii: ":") else { throw failure(.expectedColon) }
        offset &+= 1
        return key
    }

    /// Enters the container whose bracket is the next byte.
    @inline(__always)
    mutating func openContainer() throws(JSONError) {
        guard depth < limits.depth else { throw failure(.tooDeep) }
        depth &+= 1
        offset &+= 1
        isAtStartOfContainer = true
    }

    /// Leaves the container whose bracket is the next byte.
    @inline(__always)
    mutating func closeContainer() {
        depth &-= 1
        offset &+= 1
        isAtStartOfContainer = false
    }

    /// The error of a caller who asked for another kind of value, unless there is no value at all.
    func mismatch(_ reason: JSONError.Reason) -> JSONError {
        var copy = self
        return failure(copy.peekKind() == nil ? .expectedValue : reason)
    }
}
