/// Base64 as in RFC 4648, section 4, with padding.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let padding = UInt8(ascii: "=")

    package static func encode(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group = 0
            for offset in 0..<3 { group = group << 8 | (offset < count ? Int(bytes[start + offset]) : 0) }
            for position in 0..<4 {
                output.append(position <= count ? alphabet[group >> (18 - 6 * position) & 0x3F] : padding)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// - Returns: `nil` when the text is not base64, to the last bit: one text for the same bytes.
    package static func decode(_ text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        let paddingCount = characters.suffix(2).count { $0 == padding }
        var output: [UInt8] = []
        output.reserveCapacity(characters.count / 4 * 3)
        var group: UInt32 = 0
        for (index, character) in characters.dropLast(paddingCount).enumerated() {
            guard let value = value(of: character) else { return nil }
            group = group << 6 | value
            guard index % 4 == 3 else { continue }
            output.append(UInt8(truncatingIfNeeded: group >> 16))
            output.append(UInt8(truncatingIfNeeded: group >> 8))
            output.append(UInt8(truncatingIfNeeded: group))
            group = 0
        }
        // What is left of a last group: two characters for one byte, three for two; the bits behind them are zero.
        let unused = UInt32(2 * paddingCount)
        guard group & (1 << unused - 1) == 0 else { return nil }
        if paddingCount == 1 { output.append(UInt8(truncatingIfNeeded: group >> 10)) }
        if paddingCount > 0 { output.append(UInt8(truncatingIfNeeded: group >> unused)) }
        return output
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a") + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0") + 52)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
