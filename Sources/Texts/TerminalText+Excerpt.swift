extension TerminalText {
    /// The most characters of a request or response that are shown.
    package static let excerptLength = 500

    /// The start of a text from elsewhere in one row, or all of it when it is short.
    package static func excerpt(_ bytes: [UInt8], length: Int = excerptLength) -> String {
        // A character takes four bytes at the most.
        var start = bytes.prefix(4 * length)
        if start.count < bytes.count { start.removeLast(cutOffCount(at: start)) }
        let text = escaped(bytes: start)
        let characters = text.unicodeScalars
        if start.count == bytes.count, characters.count <= length { return text }
        return "\(Substring(characters.prefix(length)))... (\(bytes.count) bytes)"
    }

    /// How many bytes at the end are the start of a character whose other bytes were cut off.
    private static func cutOffCount(at bytes: ArraySlice<UInt8>) -> Int {
        for (index, byte) in bytes.suffix(3).reversed().enumerated() where byte & 0xC0 != 0x80 {
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > index + 1 ? index + 1 : 0
        }
        return 0
    }
}
