package import WireJSON

extension JSONString {
    /// The bytes that Python's `surrogateescape` error handler writes: UTF-8, and the surrogates U+DC80 to U+DCFF as the
    /// bytes 0x80 to 0xFF; `nil` when there are others. File names and standard output on Linux are written with it.
    package var surrogateEscapedBytes: [UInt8]? {
        let bytes = self.bytes
        guard hasLoneSurrogate else { return bytes }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0xED, bytes[index + 1] >= 0xA0 {
                let codePoint = 0xD000 | UInt16(bytes[index + 1] & 0x3F) << 6 | UInt16(bytes[index + 2] & 0x3F)
                guard (0xDC80...0xDCFF).contains(codePoint) else { return nil }
                result.append(UInt8(truncatingIfNeeded: codePoint))
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}
