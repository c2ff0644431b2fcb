import WireJSON

/// Finds what may be noise at a place in a text.
struct NoiseScanner {
    /// UTF-8.
    let bytes: UnsafeBufferPointer<UInt8>

    /// The length of a white space character.
    func spaceLength(at offset: Int) -> Int? {
        switch bytes[offset] {
        case 0x20, 0x09...0x0D: return 1
        // The first bytes of U+0085, U+00A0, U+1680, U+2000 ... U+205F and U+3000.
        case 0xC2, 0xE1, 0xE2, 0xE3:
            guard let scalar = Unicode.Scalar(UTF8Bytes.codePoint(in: bytes, at: offset)) else { return nil }
            return scalar.properties.isWhitespace ? UTF8.width(scalar) : nil
        default: return nil
        }
    }

    /// Whether the `C` of `C:\` or `C:/` is there.
    func isDriveLetter(at offset: Int) -> Bool {
        (bytes[offset] | 0x20) &- UInt8(ascii: "a") < 26
            && isByte(UInt8(ascii: ":"), at: offset + 1)
            && (isByte(UInt8(ascii: "/"), at: offset + 2) || isByte(UInt8(ascii: "\\"), at: offset + 2))
            && !isWord(before: offset)
    }

    /// The end of `123e4567-e89b-12d3-a456-426614174000`, or of the same in braces.
    func endOfUUID(at offset: Int) -> Int? {
        let isInBraces = bytes[offset] == UInt8(ascii: "{")
        var end = isInBraces ? offset + 1 : offset
        guard bytes.count - end >= 36, bytes[end + 8] == UInt8(ascii: "-") else { return nil }
        for (index, length) in [8, 4, 4, 4, 12].enumerated() {
            if index > 0 {
                guard bytes[end] == UInt8(ascii: "-") else { return nil }
                end += 1
            }
            for _ in 0..<length {
                guard isHexadecimal(bytes[end]) else { return nil }
                end += 1
            }
        }
        if isInBraces { return isByte(UInt8(ascii: "}"), at: end) ? end + 1 : nil }
        // File names have it behind `_`.
        let isFree = !isWord(before: offset) || bytes[offset - 1] == UInt8(ascii: "_")
        return isFree && (!isWord(at: end) || bytes[end] == UInt8(ascii: "_")) ? end : nil
    }

    /// A free-standing number: `12`, `-0.5`, `1e-6`; what is next to a letter, a digit or `_`, or to a dot that is next
    /// to one, is a part of a name.
    func number(at offset: Int) -> (value: Double, end: Int)? {
        /// A longer row of digits is no measurement, and would take long to convert.
        let longest = 400
        let isSigned = bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "+")
        let start = isSigned ? offset + 1 : offset
        guard isDigit(at: start) || isByte(UInt8(ascii: "."), at: start) && isDigit(at: start + 1),
            isFree(before: offset)
        else { return nil }
        var end = endOfDigits(from: start)
        if isByte(UInt8(ascii: "."), at: end), isDigit(at: end + 1) { end = endOfDigits(from: end + 1) }
        if isByte(UInt8(ascii: "e"), at: end) || isByte(UInt8(ascii: "E"), at: end) {
            let isExponentSigned = isByte(UInt8(ascii: "-"), at: end + 1) || isByte(UInt8(ascii: "+"), at: end + 1)
            let digits = end + (isExponentSigned ? 2 : 1)
            if isDigit(at: digits) { end = endOfDigits(from: digits) }
        }
        guard end - offset <= longest, !isWord(at: end), !(isByte(UInt8(ascii: "."), at: end) && isWord(at: end + 1))
        else { return nil }
        let first = bytes[offset] == UInt8(ascii: "+") ? start : offset
        let literal = UnsafeBufferPointer(rebasing: bytes[first..<end])
        let value = JSONNumber.exactDouble(of: literal) ?? Double(String(decoding: literal, as: UTF8.self))
        return value.map { ($0, end) }
    }

    private func isFree(before offset: Int) -> Bool {
        if offset > 0, bytes[offset - 1] == UInt8(ascii: ".") { return !isWord(before: offset - 1) }
        return !isWord(before: offset)
    }
}

extension NoiseScanner {
    func isByte(_ byte: UInt8, at offset: Int) -> Bool {
        offset < bytes.count && bytes[offset] == byte
    }

    func isDigit(at offset: Int) -> Bool {
        offset < bytes.count && bytes[offset] &- UInt8(ascii: "0") < 10
    }

    /// Of ASCII.
    func isLetterOrDigit(at offset: Int) -> Bool {
        guard offset < bytes.count else { return false }
        return bytes[offset] &- UInt8(ascii: "0") < 10 || (bytes[offset] | 0x20) &- UInt8(ascii: "a") < 26
    }

    func endOfDigits(from offset: Int) -> Int {
        var end = offset
        while isDigit(at: end) { end += 1 }
        return end
    }

    /// Whether a letter, a digit or `_` starts there.
    func isWord(at offset: Int) -> Bool {
        guard offset < bytes.count else { return false }
        let byte = bytes[offset]
        if byte < 0x80 {
            return byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
                || byte == UInt8(ascii: "_")
        }
        guard let scalar = Unicode.Scalar(UTF8Bytes.codePoint(in: bytes, at: offset)) else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Whether a letter, a digit or `_` ends there.
    func isWord(before offset: Int) -> Bool {
        guard offset > 0 else { return false }
        var start = offset - 1
        while start > 0, UTF8Bytes.isContinuation(bytes[start]) { start -= 1 }
        return isWord(at: start)
    }

    private func isHexadecimal(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
    }
}
