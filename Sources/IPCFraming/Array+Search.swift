#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension [UInt8] {
    /// Where a byte stands first, from an index on. `memchr` looks at dozens of bytes at a time.
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        start < count ? firstIndex(of: byte, in: start..<count) : nil
    }

    /// Where a byte stands first in a part.
    package func firstIndex(of byte: UInt8, in part: Range<Int>) -> Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, !part.isEmpty,
                let found = memchr(base + part.lowerBound, Int32(byte), part.count)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
