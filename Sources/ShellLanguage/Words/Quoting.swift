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

    private static func isPlain(_ text: String) -> Bool {
        // A backslash at the end would quote the blank behind it.
        guard let last = text.unicodeScalars.last, last != "\\" else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                ? scalar.value > 0x20 && !";'\"$*?[#~&|<>`".unicodeScalars.contains(scalar)
                : Habit.isPlain(scalar)
        }
    }
}
