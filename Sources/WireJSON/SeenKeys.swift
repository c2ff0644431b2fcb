/// The keys of an object that came so far, one bit for each: most keys differ in their length or at their ends, and need not
/// be compared with those before.
struct SeenKeys {
    private var bits: UInt64 = 0

    /// Takes in a key.
    ///
    /// - Parameter key: in a form of which there is one for each key: without escapes, say.
    /// - Returns: whether it certainly was not there before.
    @inline(__always)
    mutating func insert(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        insert(bit: Self.bit(for: key))
    }

    /// Takes in a key that could be any.
    ///
    /// - Returns: whether it certainly was not there before.
    @inline(__always)
    mutating func insertUnknown() -> Bool {
        insert(bit: .max)
    }

    @inline(__always)
    private mutating func insert(bit: UInt64) -> Bool {
        defer { bits |= bit }
        return bits & bit == 0
    }

    @inline(__always)
    private static func bit(for key: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let first = key.first, let last = key.last else { return 1 }
        // Different for all keys of the vendor's requests.
        let mixed = key.count &* 11 &+ Int(first) &* 3 &+ Int(last)
        return 1 << UInt64(truncatingIfNeeded: mixed & 63)
    }
}
