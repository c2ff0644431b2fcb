extension JSONScanner {
    /// The next value, which must be a string.
    package mutating func string() throws(JSONError) -> JSONString {
        try rawString().decoded()
    }

    /// As `string()`, not yet decoded: to compare it, or to do without.
    package mutating func rawString() throws(JSONError) -> JSONStringToken {
        skipWhitespace()
        guard byte == UInt8(ascii: "\"") else { throw mismatch(.expectedString) }
        return try stringToken()
    }

    /// Reads the string whose quote is the next byte.
    @inline(__always)
    mutating func stringToken() throws(JSONError) -> JSONStringToken {
        let start = offset &+ 1
        let isEscaped = try skipString()
        // Both quotes are behind `offset`, so the range is in order and inside.
        return JSONStringToken(
            bytes: UnsafeBufferPointer(rebasing: bytes[start..<(offset &- 1)]),
            isEscaped: isEscaped
        )
    }

    /// Skips the string whose quote is the next byte, checking all of it.
    ///
    /// - Returns: whether there is an escape in it.
    @inline(__always)
    mutating func skipString() throws(JSONError) -> Bool {
        let start = offset
        offset &+= 1
        while bytes.count &- offset >= 8 {
            let special = ByteWord.specialInOutput(ByteWord.load(bytes, at: offset))
            guard special != 0 else {
                offset &+= 8
                continue
            }
            offset &+= special.trailingZeroBitCount &>> 3
            guard bytes[offset] == UInt8(ascii: "\"") else { break }
            offset &+= 1
            return false
        }
        return try skipRestOfString(from: start)
    }

    /// The way through strings with escapes and other than ASCII, and through the last bytes of a text.
    @inline(never)
    private mutating func skipRestOfString(from start: Int) throws(JSONError) -> Bool {
        isPlain = false
        var isEscaped = false
        while true {
            while bytes.count &- offset >= 8 {
                let special = ByteWord.specialInString(ByteWord.load(bytes, at: offset))
                guard special == 0 else {
                    offset &+= special.trailingZeroBitCount &>> 3
                    break
                }
                offset &+= 8
            }
            guard offset < bytes.count else { throw failure(.unterminatedString, at: start) }
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset &+= 1
                return isEscaped
            case UInt8(ascii: "\\"):
                isEscaped = true
                try skipEscape(inStringFrom: start)
            case 0..<0x20:
                throw failure(.controlCharacter)
            case 0x20..<0x80:
                offset &+= 1
            default:
                guard let length = UTF8Bytes.sequenceLength(in: bytes, at: offset) else { throw failure(.invalidUTF8) }
                offset &+= length
            }
        }
    }

    private mutating func skipEscape(inStringFrom start: Int) throws(JSONError) {
        guard bytes.count &- offset >= 2 else { throw failure(.unterminatedString, at: start) }
        switch bytes[offset &+ 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset &+= 2
        case UInt8(ascii: "u"):
            guard JSONStringToken.hexadecimal(in: bytes, at: offset &+ 2) != nil else {
                throw failure(.invalidUnicodeEscape)
            }
            offset &+= 6
        default:
            throw failure(.invalidEscape)
        }
    }
}
