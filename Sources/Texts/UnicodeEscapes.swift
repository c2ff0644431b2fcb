/// An expression whose `\u{E9}` and `\u00E9`, as Swift, JavaScript and JSON write characters, are PCRE2's `\x{E9}`.
struct UnicodeEscapes {
    private(set) var translated: [UInt8] = []
    /// Where two bytes more stand than in the source.
    private var additions: [Int] = []

    init(_ source: String) {
        let bytes = Array(source.utf8)
        translated.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let rest = bytes[index...]
            if rest.starts(with: #"\Q"#.utf8) {
                // Up to `\E` all is text.
                let end = (index..<bytes.count).first { bytes[$0...].starts(with: #"\E"#.utf8) } ?? bytes.count
                translated += bytes[index..<end]
                index = end
            } else if rest.starts(with: #"\u{"#.utf8) {
                translated += #"\x{"#.utf8
                index += 3
            } else if rest.starts(with: #"\u"#.utf8), let digits = Self.fourDigits(rest.dropFirst(2)) {
                translated += #"\x{"#.utf8 + digits + "}".utf8
                additions.append(translated.count)
                index += 6
            } else {
                let count = bytes[index] == UInt8(ascii: "\\") ? 2 : 1
                translated += rest.prefix(count)
                index += count
            }
        }
    }

    /// How many characters of the source stand before a byte of the translation.
    func characters(before offset: Int) -> Int {
        let continuations = translated.prefix(offset).count { $0 & 0xC0 == 0x80 }
        return offset - continuations - 2 * additions.count { $0 <= offset }
    }

    private static func fourDigits(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let digits = bytes.prefix(4).prefix { Unicode.Scalar($0).properties.isASCIIHexDigit }
        return digits.count == 4 ? digits : nil
    }
}
