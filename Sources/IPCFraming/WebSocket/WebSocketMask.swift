/// The masking of what clients send (RFC 6455, section 5.3): done twice it is undone.
enum WebSocketMask {
    /// - Parameter key: its four bytes as they stand on the wire, the first one highest.
    static func apply(_ key: UInt32, to bytes: UnsafeMutableRawBufferPointer) {
        let pattern = UInt64(key.bigEndian) << 32 | UInt64(key.bigEndian)
        var offset = 0
        while bytes.count - offset >= 8 {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            bytes.storeBytes(of: word ^ pattern, toByteOffset: offset, as: UInt64.self)
            offset += 8
        }
        withUnsafeBytes(of: pattern) { pattern in
            while offset < bytes.count {
                bytes[offset] ^= pattern[offset & 3]
                offset += 1
            }
        }
    }
}
