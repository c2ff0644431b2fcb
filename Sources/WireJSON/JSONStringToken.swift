/// A string in a JSON text, between its quotes, checked and not yet decoded.
///
/// Valid only as long as the text that the scanner was given.
package struct JSONStringToken {
    /// What stands between the quotes.
    package let bytes: UnsafeBufferPointer<UInt8>
    /// Whether there are backslashes in it. If not, the bytes are the string.
    package let isEscaped: Bool

    /// The string that it stands for.
    package func decoded() -> JSONString {
        isEscaped ? unescaped() : JSONString(String(decoding: bytes, as: UTF8.self))
    }

    package static func == (token: JSONStringToken, text: StaticString) -> Bool {
        if token.isEscaped {
            return text.withUTF8Buffer { text in token.decoded().withBytes { UTF8Bytes.areEqual($0, text) } }
        }
        return text.withUTF8Buffer { UTF8Bytes.areEqual(token.bytes, $0) }
    }

    /// To write `case` in a `switch` over a key.
    package static func ~= (text: StaticString, token: JSONStringToken) -> Bool {
        token == text
    }
}

extension JSONStringToken {
    private func unescaped() -> JSONString {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var hasSurrogate = false
        var offset = 0
        while offset < bytes.count {
            let runStart = offset
            while offset < bytes.count, bytes[offset] != UInt8(ascii: "\\") { offset += 1 }
            result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<offset]))
            guard offset + 1 < bytes.count else { break }
            switch bytes[offset + 1] {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                let codePoint = escapedCodePoint(at: &offset)
                hasSurrogate = hasSurrogate || codePoint.isSurrogate
                UTF8Bytes.append(codePoint, to: &result)
                continue
            case let literal: result.append(literal)
            }
            offset += 2
        }
        return JSONString(trusted: result, hasSurrogate: hasSurrogate)
    }

    /// Reads `\uXXXX`, or two that make one character. Lone surrogates come out as they are, as in Python.
    private func escapedCodePoint(at offset: inout Int) -> UInt32 {
        let high = Self.hexadecimal(in: bytes, at: offset + 2) ?? 0xFFFD
        offset += 6
        guard 0xD800..<0xDC00 ~= high, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
            bytes[offset + 1] == UInt8(ascii: "u"), let low = Self.hexadecimal(in: bytes, at: offset + 2),
            0xDC00..<0xE000 ~= low
        else { return high }
        offset += 6
        return 0x1_0000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }

    /// The value of the four hexadecimal digits at `offset`, nil when there are no four.
    static func hexadecimal(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt32? {
        guard bytes.count - offset >= 4 else { return nil }
        var value: UInt32 = 0
        for byte in bytes[offset..<(offset + 4)] {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
