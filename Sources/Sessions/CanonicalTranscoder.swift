import WireJSON

/// Turns a request that is exactly what Python's `json.dumps` writes into the compact form of session files, in one
/// walk and without building the value: this happens for every exchange that is recorded.
///
/// It decides as ``WireJSON/JSONValue/canonicalForm(of:)`` does, and writes what `JSONWriter.compact` writes for that
/// value.
struct CanonicalTranscoder {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var depth = 0

    /// Appends the compact form of `bytes`; appends nothing when a reader would not get the same bytes back from it.
    static func append(_ bytes: [UInt8], to output: inout [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            let start = output.count
            var transcoder = CanonicalTranscoder(bytes: buffer)
            if transcoder.value(to: &output), transcoder.offset == buffer.count { return true }
            output.removeLast(output.count - start)
            return false
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The next byte, or 0, which stands nowhere in a canonical text.
    private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private mutating func value(to output: inout [UInt8]) -> Bool {
        switch byte {
        case UInt8(ascii: "\""): string(to: &output)
        case UInt8(ascii: "{"): object(to: &output)
        case UInt8(ascii: "["): array(to: &output)
        case UInt8(ascii: "t"): skip("true", to: &output)
        case UInt8(ascii: "f"): skip("false", to: &output)
        case UInt8(ascii: "n"): skip("null", to: &output)
        default: number(to: &output)
        }
    }

    private mutating func object(to output: inout [UInt8]) -> Bool {
        guard enter(to: &output) else { return false }
        if leave(UInt8(ascii: "}"), to: &output) { return true }
        var keys: [Range<Int>] = []
        var manyKeys: Set<[UInt8]> = []
        while true {
            let start = offset
            guard byte == UInt8(ascii: "\""), string(to: &output), isNew(start..<offset, &keys, &manyKeys),
                skip(": ", as: ":", to: &output), value(to: &output)
            else { return false }
            if leave(UInt8(ascii: "}"), to: &output) { return true }
            guard skip(", ", as: ",", to: &output) else { return false }
        }
    }

    private mutating func array(to output: inout [UInt8]) -> Bool {
        guard enter(to: &output) else { return false }
        if leave(UInt8(ascii: "]"), to: &output) { return true }
        while true {
            guard value(to: &output) else { return false }
            if leave(UInt8(ascii: "]"), to: &output) { return true }
            guard skip(", ", as: ",", to: &output) else { return false }
        }
    }

    private mutating func enter(to output: inout [UInt8]) -> Bool {
        // What the vendor's server does not read is no request that anybody would want to edit as JSON.
        guard depth < PythonLimits.loadsDepth else { return false }
        depth += 1
        output.append(byte)
        offset += 1
        return true
    }

    private mutating func leave(_ bracket: UInt8, to output: inout [UInt8]) -> Bool {
        guard byte == bracket else { return false }
        depth -= 1
        output.append(bracket)
        offset += 1
        return true
    }

    /// Of equal keys a Python `dict` keeps one. Equal keys have equal bytes here: a string has one canonical form.
    private func isNew(_ key: Range<Int>, _ few: inout [Range<Int>], _ many: inout Set<[UInt8]>) -> Bool {
        let mostCompared = 16
        if few.count < mostCompared {
            if few.contains(where: { $0.count == key.count && bytes[$0].elementsEqual(bytes[key]) }) { return false }
            few.append(key)
            return true
        }
        if many.isEmpty { many = Set(few.map { Array(bytes[$0]) }) }
        return many.insert(Array(bytes[key])).inserted
    }

    private mutating func skip(_ word: StaticString, as written: StaticString? = nil, to output: inout [UInt8]) -> Bool
    {
        let count = word.utf8CodeUnitCount
        guard bytes.count - offset >= count,
            word.withUTF8Buffer({ $0.elementsEqual(bytes[offset..<(offset + count)]) })
        else { return false }
        offset += count
        (written ?? word).withUTF8Buffer { output.append(contentsOf: $0) }
        return true
    }

    private mutating func number(to output: inout [UInt8]) -> Bool {
        let start = offset
        var isInteger = true
        scan: while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "+"): isInteger = false
            default: break scan
            }
            offset += 1
        }
        let literal = UnsafeBufferPointer(rebasing: bytes[start..<offset])
        // Short numbers that begin with a digit of their own need no closer look.
        let isPlain = isInteger && literal.count < 20 && UInt8(ascii: "1")...UInt8(ascii: "9") ~= literal.first ?? 0
        if !isPlain || literal.contains(UInt8(ascii: "-")) {
            guard let number = JSONNumber(literal: String(decoding: literal, as: UTF8.self)), number.isCanonical,
                number.isFinite
            else { return false }
        }
        output.append(contentsOf: literal)
        return true
    }
}

extension CanonicalTranscoder {
    /// A string with its quotes: escapes of what can stand in a line as it is are resolved.
    private mutating func string(to output: inout [UInt8]) -> Bool {
        var start = offset
        offset += 1
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<offset]))
                return true
            case UInt8(ascii: "\\"):
                let escape = offset
                guard let scalar = skipEscape() else { return false }
                if let scalar {
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<escape]))
                    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                    start = offset
                }
            case 0x20...0x7E: offset += 1
            default: return false
            }
        }
        return false
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
            guard let low = codeUnit(at: offset), 0xDC00..<0xE000 ~= low else { return .some(nil) }
            offset += 6
            return .some(Unicode.Scalar(0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00)))
        default: return .some(Unicode.Scalar(unit))  // None for the low half of a pair, which stays as it is.
        }
    }

    /// The value of `\uXXXX`, in lower case.
    private func codeUnit(at offset: Int) -> UInt32? {
        guard bytes.count - offset >= 6, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
        else { return nil }
        var value: UInt32 = 0
        for byte in bytes[(offset + 2)..<(offset + 6)] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return value
    }
}
