import Platform

/// The masks of a client's frames. Nobody who chose a payload may foresee them (RFC 6455, section 5.3), so they are the
/// system's random numbers, many at a time: a system call for each takes as long as all the rest of a small frame.
struct MaskKeys {
    private static let count = 64

    private var keys: [UInt32] = []

    mutating func next() -> UInt32 {
        if keys.isEmpty { keys = Self.fetch() }
        return keys.removeLast()
    }

    private static func fetch() -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: count) { keys, filled in
            // 256 bytes are what it gives at most.
            if getentropy(keys.baseAddress, count * MemoryLayout<UInt32>.size) == 0 {
                filled = count
            } else {
                var random = SystemRandomNumberGenerator()
                keys.initializeElement(at: 0, to: random.next())
                filled = 1
            }
        }
    }
}
