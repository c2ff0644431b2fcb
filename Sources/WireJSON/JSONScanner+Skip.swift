extension JSONScanner {
    /// Skips the next value, checking all of it.
    ///
    /// - Returns: where it is, without the white space around it.
    @discardableResult
    package mutating func skipValue() throws(JSONError) -> Range<Int> {
        skipWhitespace()
        let start = offset
        try skipLevels()
        isAtStartOfContainer = false
        return start..<offset
    }

    /// Skips a value with up to 64 levels of containers, for which one word is the stack; a container below those is
    /// skipped by a call of its own.
    private mutating func skipLevels() throws(JSONError) {
        /// The lowest bit is the innermost container's: set for an object, clear for an array.
        var kinds: UInt64 = 0
        var levels = 0
        while true {
            skipWhitespace()
            if byte == UInt8(ascii: "\"") {
                _ = try skipString()
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                if levels == 64 {
                    try skipLevels()
                } else if try enter(&kinds) {
                    levels &+= 1
                    continue
                }
            } else {
                try skipScalar()
            }
            if try leave(&levels, &kinds) { return }
        }
    }

    /// Enters the container that starts here, up to its first value.
    ///
    /// - Returns: false when the container was empty and is skipped.
    @inline(__always)
    private mutating func enter(_ kinds: inout UInt64) throws(JSONError) -> Bool {
        let isObject = byte == UInt8(ascii: "{")
        try openContainer()
        skipWhitespace()
        if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            closeContainer()
            return false
        }
        kinds = kinds &<< 1 | (isObject ? 1 : 0)
        if isObject { _ = try key() }
        return true
    }

    /// After a value: leaves the containers that end here, and goes to the next value of the one that does not.
    ///
    /// - Returns: whether all are left.
    @inline(__always)
    private mutating func leave(_ levels: inout Int, _ kinds: inout UInt64) throws(JSONError) -> Bool {
        while levels > 0 {
            skipWhitespace()
            let isObject = kinds & 1 == 1
            if byte == UInt8(ascii: ",") {
                offset &+= 1
                if isObject {
                    skipWhitespace()
                    _ = try key()
                }
                return false
            }
            guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                throw failure(isObject ? .expectedCommaOrBrace : .expectedCommaOrBracket)
            }
            closeContainer()
            kinds &>>= 1
            levels &-= 1
        }
        return true
    }

    @inline(__always)
    private mutating func skipScalar() throws(JSONError) {
        switch byte {
        case UInt8(ascii: "t"): try skipWord("true")
        case UInt8(ascii: "f"): try skipWord("false")
        case UInt8(ascii: "n"): try skipWord("null")
        default: try skipNumber()
        }
    }
}
