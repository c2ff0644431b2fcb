/// Texts as words of the shell's language.
package enum Quoting {
    /// A word that reads back as this text, whatever is in it: as it is, or quoted.
    package static func word(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    /// The same, quoted in any case.
    package static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        // In single quotes nothing but the quote itself has a meaning, and CR LF, which would become LF: one ends between
        // the two.
        if !scalars.contains("'") { return "'\(text.replacing("\r\n", with: "\r''\n"))'" }
        let isPlainInDouble = !scalars.contains { "\"$`\r".unicodeScalars.contains($0) }
        if isPlainInDouble, scalars.last != "\\" { return "\"\(text)\"" }
        // The quote alone in double quotes, all else in single ones.
        return scalars.split(separator: "'", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : quoted(String($0)) }
            .joined(separator: "\"'\"")
    }

    /// Whether a byte means nothing but itself, or is a part of a character beyond ASCII.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: ";"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "*"),
            UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "&"),
            UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"):
            false
        default: true
        }
    }

    private static func isPlain(_ text: String) -> Bool {
        // A backslash at the end would quote the blank behind it.
        guard let last = text.utf8.last, last != UInt8(ascii: "\\") else { return false }
        var isASCII = true
        for byte in text.utf8 {
            if !isPlain(byte) { return false }
            isASCII = isASCII && byte < 0x80
        }
        return isASCII || text.unicodeScalars.allSatisfy(Habit.isPlain)
    }
}
