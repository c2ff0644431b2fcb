/// Turns a text that is exactly what Python's `json.dumps` writes into the compact form of session files, in one walk
/// and without building the value: this happens for every exchange that is recorded.
///
/// It decides as ``JSONValue/canonicalForm(of:)`` does, and writes what `JSONWriter.compact` writes for that value.
package struct CanonicalTranscoder {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var depth = 0
    /// Where the bytes start that are not in the output yet, and go there as they are.
    private var start = 0
    /// Whether it stopped at a key that may have been there before.
    private var mayRepeatKey = false

    /// Appends the compact form of `bytes`; appends nothing when a reader would not get the same bytes back from it.
    package static func append(_ bytes: [UInt8], to output: inout [UInt8]) -> Bool {
        let length = output.count
        let mayRepeatKey = bytes.withUnsafeBufferPointer { buffer -> Bool? in
            var transcoder = CanonicalTranscoder(bytes: buffer)
            if transcoder.value(to: &output), transcoder.offset == buffer.count {
                transcoder.flush(to: &output)
                return nil
            }
            return transcoder.mayRepeatKey
        }
        guard let mayRepeatKey else { return true }
        output.removeLast(output.count - length)
        guard mayRepeatKey, let value = JSONValue.canonicalForm(of: bytes) else { return false }
        JSONWriter.compact.append(value, to: &output)
        return true
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The next byte, or 0, which stands nowhere in a canonical text.
    private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private mutating func flush(to output: inout [UInt8]) {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<offset]))
        start = offset
    }

    private mutating func value(to output: inout [UInt8]) -> Bool {
        switch byte {
        case UInt8(ascii: "\""): string(to: &output)
        case UInt8(ascii: "{"): object(to: &output)
        case UInt8(ascii: "["): array(to: &output)
        case UInt8(ascii: "t"): skip("true")
        case UInt8(ascii: "f"): skip("false")
        case UInt8(ascii: "n"): skip("null")
        default: number()
        }
    }

    private mutating func object(to output: inout [UInt8]) -> Bool {
        guard enter() else { return false }
        if leave(UInt8(ascii: "}")) { return true }
        var keys = SeenKeys()
        while true {
            let key = offset
            guard byte == UInt8(ascii: "\""), string(to: &output), isNew((key + 1)..<(offset - 1), &keys),
                separator(UInt8(ascii: ":"), to: &output), value(to: &output)
            else { return false }
            if leave(UInt8(ascii: "}")) { return true }
            guard separator(UInt8(ascii: ","), to: &output) else { return false }
        }
    }

    private mutating func array(to output: inout [UInt8]) -> Bool {
        guard enter() else { return false }
        if leave(UInt8(ascii: "]")) { return true }
        while true {
            guard value(to: &output) else { return false }
            if leave(UInt8(ascii: "]")) { return true }
            guard separator(UInt8(ascii: ","), to: &output) else { return false }
        }
    }

    private mutating func enter() -> Bool {
        guard depth < JSONLimits.portableDepth else { return false }
        depth += 1
        offset += 1
        return true
    }

    private mutating func leave(_ bracket: UInt8) -> Bool {
        guard byte == bracket else { return false }
        depth -= 1
        offset += 1
        return true
    }

    /// Of equal keys a Python `dict` keeps one. Equal keys have equal bytes here: a string has one canonical form.
    ///
    /// - Parameter key: without its quotes.
    /// - Returns: whether it certainly was not there before.
    private mutating func isNew(_ key: Range<Int>, _ keys: inout SeenKeys) -> Bool {
        mayRepeatKey = !keys.insert(UnsafeBufferPointer(rebasing: bytes[key]))
        return !mayRepeatKey
    }

    /// A comma or colon, and its space, which is left out.
    private mutating func separator(_ mark: UInt8, to output: inout [UInt8]) -> Bool {
        guard byte == mark else { return false }
        offset += 1
        flush(to: &output)
        guard byte == UInt8(ascii: " ") else { return false }
        offset += 1
        start = offset
        return true
    }

    private mutating func skip(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard bytes.count - offset >= count,
            word.withUTF8Buffer({ $0.elementsEqual(bytes[offset..<(offset + count)]) })
        else { return false }
        offset += count
        return true
    }

    private mutating func number() -> Bool {
        let first = offset
        var isInteger = true
        scan: while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "+"): isInteger = false
            default: break scan
            }
            offset += 1
        }
        let literal = UnsafeBufferPointer(rebasing: bytes[first..<offset])
        // Short numbers that begin with a digit of their own need no closer look.
        let isPlain = isInteger && literal.count < 20 && UInt8(ascii: "1")...UInt8(ascii: "9") ~= literal.first ?? 0
        if isPlain, !literal.contains(UInt8(ascii: "-")) { return true }
        guard let number = JSONNumber(literal: String(decoding: literal, as: UTF8.self)) else { return false }
        return number.isCanonical && number.isFinite
    }
}

extension CanonicalTranscoder {
    /// A string with its quotes: escapes of what can stand in a line as it is are resolved.
    private mutating func string(to output: inout [UInt8]) -> Bool {
        offset += 1
        while true {
            offset = ByteWord.endOfPlain(bytes, from: offset)
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return true
            case UInt8(ascii: "\\"):
                let escape = offset
                guard let scalar = skipEscape() else { return false }
                guard let scalar else { continue }
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<escape]))
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                start = offset
            default:
                return false
            }
        }
    }

    /// Skips an escape that `json.dumps` writes.
    ///
    /// - Returns: the character that is to stand for it, if it need not stay escaped; nothing at all when it is no
    ///   canonical escape.
    private mutating func skipEscape() -> Unicode.Scalar?? {
        guard offset + 1 < bytes.count else { return nil }
        switch bytes[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset += 2
            return .some(nil)
        case UInt8(ascii: "u"):
            break
        default:
            return nil
        }
        guard let unit = codeUnit(at: offset) else { return nil }
        offset += 6
        switch unit {
        case 0x08, 0x09, 0x0A, 0x0C, 0x0D, 0x20..<0x7F: return nil  // Not written in this way.
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: return .some(nil)
        case 0xD800..<0xDC00:
            guard let low = codeUnit(at: offset), 0xDC00..<0xE000 ~= low else { return nil }
            offset += 6
            return .some(Unicode.Scalar(0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00)))
        case 0xDC00..<0xE000: return nil
        default: return .some(Unicode.Scalar(unit))
        }
    }

    /// The value of `\uXXXX`, in lower case.
    private func codeUnit(at offset: Int) -> UInt32? {
        guard bytes.count - offset >= 6, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
        else { return nil }
        let digits = bytes[(offset + 2)..<(offset + 6)]
        guard !digits.contains(where: { UInt8(ascii: "A")...UInt8(ascii: "F") ~= $0 }) else { return nil }
        return JSONStringToken.hexadecimal(in: bytes, at: offset + 2)
    }
}
