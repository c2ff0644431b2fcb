/// Eight bytes looked at together: what makes scanning of strings fast ("SIMD within a register").
///
/// The first byte in memory is the lowest byte of the word, on every machine.
enum ByteWord {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The eight bytes from `offset` on, which must all be in `bytes`.
    @inline(__always)
    static func load(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// A word whose lowest set bit is in the first byte that is a quote, a backslash, a control character or not ASCII;
    /// zero when there is none.
    ///
    /// The subtractions borrow only out of a byte that is a hit itself, so bits above the lowest one may be wrong, and
    /// the lowest is right.
    @inline(__always)
    static func specialInString(_ word: UInt64) -> UInt64 {
        let quote = (word ^ (ones &* 0x22)) &- ones
        let backslash = (word ^ (ones &* 0x5C)) &- ones
        let control = word &- (ones &* 0x20)
        return (quote | backslash | control | word) & highBits
    }

    /// As `specialInString`, and U+007F too. (The addition carries only out of 0xFF, which is a hit.)
    @inline(__always)
    static func specialInOutput(_ word: UInt64) -> UInt64 {
        specialInString(word) | ((word &+ ones) & highBits)
    }

    /// Where the first byte from `start` on is that ``specialInOutput(_:)`` finds, or the end.
    @inline(__always)
    static func endOfPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var offset = start
        while bytes.count &- offset >= 8 {
            let special = specialInOutput(load(bytes, at: offset))
            if special != 0 { return offset &+ special.trailingZeroBitCount &>> 3 }
            offset &+= 8
        }
        while offset < bytes.count {
            switch bytes[offset] {
            case 0..<0x20, 0x22, 0x5C, 0x7F...: return offset
            default: offset &+= 1
            }
        }
        return offset
    }
}
