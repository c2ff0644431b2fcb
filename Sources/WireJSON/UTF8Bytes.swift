/// What Swift's `UTF8` codec does not offer: where bytes stop being UTF-8, and UTF-8 that may hold surrogates (WTF-8).
package enum UTF8Bytes {
    /// Where the first ill-formed sequence starts, nil when all of `bytes` is UTF-8.
    ///
    /// As strict as Python's codec: nothing overlong, no surrogates, nothing above U+10FFFF, nothing cut off.
    package static func firstInvalidOffset(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var offset = 0
        while offset < bytes.count {
            if bytes.count - offset >= 8, ByteWord.load(bytes, at: offset) & ByteWord.highBits == 0 {
                offset += 8
            } else if let length = sequenceLength(in: bytes, at: offset) {
                offset += length
            } else {
                return offset
            }
        }
        return nil
    }

    package static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { firstInvalidOffset(in: $0) }
    }

    /// The length of the sequence that starts at `offset`, 1 to 4, nil when it is ill-formed or cut off.
    ///
    /// The ranges are those of table 3-7, "Well-Formed UTF-8 Byte Sequences", of the Unicode standard.
    @inline(__always)
    package static func sequenceLength(
        in bytes: UnsafeBufferPointer<UInt8>,
        at offset: Int,
        surrogates: Bool = false
    ) -> Int? {
        let first = bytes[offset]
        if first < 0x80 { return 1 }
        let left = bytes.count - offset
        guard first >= 0xC2, first <= 0xF4, left >= 2 else { return nil }
        let second = bytes[offset + 1]
        if first < 0xE0 { return isContinuation(second) ? 2 : nil }
        if first < 0xF0 {
            guard left >= 3, isContinuation(second), isContinuation(bytes[offset + 2]) else { return nil }
            if first == 0xE0, second < 0xA0 { return nil }
            if first == 0xED, second > 0x9F, !surrogates { return nil }
            return 3
        }
        guard left >= 4, isContinuation(second), isContinuation(bytes[offset + 2]), isContinuation(bytes[offset + 3])
        else { return nil }
        if first == 0xF0, second < 0x90 { return nil }
        if first == 0xF4, second > 0x8F { return nil }
        return 4
    }

    @inline(__always)
    package static func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }

    /// The code point at `offset` of well-formed WTF-8.
    @inline(__always)
    package static func codePoint(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt32 {
        let first = UInt32(bytes[offset])
        if first < 0x80 { return first }
        let second = UInt32(bytes[offset + 1] & 0x3F)
        if first < 0xE0 { return (first & 0x1F) << 6 | second }
        let third = UInt32(bytes[offset + 2] & 0x3F)
        if first < 0xF0 { return (first & 0x0F) << 12 | second << 6 | third }
        return (first & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[offset + 3] & 0x3F)
    }

    /// How many bytes `codePoint` takes.
    @inline(__always)
    static func length(of codePoint: UInt32) -> Int {
        codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x1_0000 ? 3 : 4
    }

    static func append(_ codePoint: UInt32, to bytes: inout [UInt8]) {
        // Each operand is masked or shifted below 256 for code points up to U+10FFFF; a surrogate takes three bytes.
        switch length(of: codePoint) {
        case 1:
            bytes.append(UInt8(truncatingIfNeeded: codePoint))
        case 2:
            bytes.append(UInt8(truncatingIfNeeded: 0xC0 | codePoint >> 6))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F))
        case 3:
            bytes.append(UInt8(truncatingIfNeeded: 0xE0 | codePoint >> 12))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F))
        default:
            bytes.append(UInt8(truncatingIfNeeded: 0xF0 | codePoint >> 18))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint >> 12 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F))
        }
    }

    /// Code point by code point, as Python compares: `é` in one and in two are different.
    @inline(__always)
    package static func areEqual(_ left: String, _ right: String) -> Bool {
        left.utf8.withContiguousStorageIfAvailable { left in
            right.utf8.withContiguousStorageIfAvailable { right in areEqual(left, right) }
        }.flatMap { $0 } ?? left.utf8.elementsEqual(right.utf8)
    }

    /// Much faster than `elementsEqual`, which goes through iterators.
    @inline(__always)
    static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        var offset = 0
        while left.count &- offset >= 8 {
            if ByteWord.load(left, at: offset) != ByteWord.load(right, at: offset) { return false }
            offset &+= 8
        }
        while offset < left.count {
            if left[offset] != right[offset] { return false }
            offset &+= 1
        }
        return true
    }
}
