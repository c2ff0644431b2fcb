extension UnsafeRawBufferPointer {
    /// Where a byte stands first, from an index on. `memchr` looks at dozens of bytes at a time.
    package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard start < count, let base = baseAddress,
            let found = memchr(base + start, Int32(byte), count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}

extension [UInt8] {
    /// Where a byte stands first, from an index on.
    package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        withUnsafeBytes { $0.firstIndex(of: byte, from: start) }
    }

    /// Where a byte stands first in a part.
    package func firstIndex(of byte: UInt8, in part: Range<Int>) -> Int? {
        withUnsafeBytes { bytes in
            UnsafeRawBufferPointer(rebasing: bytes[part]).firstIndex(of: byte, from: 0).map { part.lowerBound + $0 }
        }
    }

    /// Whether it holds a text of at least one byte.
    package func contains(bytes text: [UInt8]) -> Bool {
        withUnsafeBytes { bytes in
            text.withUnsafeBytes { text in
                guard var rest = bytes.baseAddress, let wanted = text.baseAddress else { return false }
                let end = rest + bytes.count
                while case let count = end - rest - text.count + 1, count > 0,
                    let found = memchr(rest, Int32(text[0]), count)
                {
                    if memcmp(found, wanted, text.count) == 0 { return true }
                    rest = UnsafeRawPointer(found) + 1
                }
                return false
            }
        }
    }
}
