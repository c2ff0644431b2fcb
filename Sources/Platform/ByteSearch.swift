extension UnsafeRawBufferPointer {
    /// Where a byte stands first, from an index on. `memchr` looks at dozens of bytes at a time.
    package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard start < count, let base = baseAddress,
            let found = memchr(base + start, Int32(byte), count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}

extension UnsafeRawBufferPointer {
    /// Whether it holds a text.
    package func contains(bytes text: [UInt8]) -> Bool {
        text.withUnsafeBytes { text in
            guard let wanted = text.baseAddress, !text.isEmpty else { return true }
            guard var rest = baseAddress else { return false }
            let end = rest + count
            while case let left = end - rest - text.count + 1, left > 0, let found = memchr(rest, Int32(text[0]), left)
            {
                if memcmp(found, wanted, text.count) == 0 { return true }
                rest = UnsafeRawPointer(found) + 1
            }
            return false
        }
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

    /// Where a byte stands last, before an index.
    package func lastIndex(of byte: UInt8, before end: Int) -> Int? {
        withUnsafeBytes { bytes in
            var index = end
            while index > 0 {
                index -= 1
                if bytes[index] == byte { return index }
            }
            return nil
        }
    }

    /// Whether it holds a text.
    package func contains(bytes text: [UInt8]) -> Bool {
        withUnsafeBytes { $0.contains(bytes: text) }
    }
}
