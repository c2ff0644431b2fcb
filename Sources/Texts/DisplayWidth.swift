/// How many columns of a terminal a text takes: the one place that knows.
///
/// The C library's `wcwidth` depends on the locale, and knows nothing in that of a program that has not chosen one.
package enum DisplayWidth {
    /// The columns of a text without control characters, such as ``TerminalText`` makes.
    package static func of(_ text: some StringProtocol) -> Int {
        var width = 0
        for scalar in text.unicodeScalars { width += of(scalar) }
        return width
    }

    /// 0 for what is drawn over the character before it, 2 for the wide characters of East Asia and emoji, else 1.
    ///
    /// Scalar by scalar, as most terminals count: a family of emoji that is joined takes the columns of its members.
    package static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20..<0x7F, 0xA0..<0x300: return 1
        case 0..<0xA0: return 0
        // Vowels and final consonants of Hangul syllables that are written in parts, as macOS stores file names.
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return isWide(scalar) ? 2 : 1
        }
    }

    /// The start of a text that fits into so many columns, with all that is drawn over its last character.
    package static func prefix(_ text: String, fitting columns: Int) -> Substring {
        var (end, width) = (text.startIndex, 0)
        for index in text.unicodeScalars.indices {
            width += of(text.unicodeScalars[index])
            if width > columns { break }
            end = text.unicodeScalars.index(after: index)
        }
        return text[..<end]
    }

    /// The end of a text that fits into so many columns; it does not begin with what is drawn over a character.
    package static func suffix(_ text: String, fitting columns: Int) -> Substring {
        var (start, width) = (text.endIndex, 0)
        for index in text.unicodeScalars.indices.reversed() {
            let own = of(text.unicodeScalars[index])
            width += own
            if width > columns { break }
            if own > 0 { start = index }
        }
        return text[start...]
    }

    /// East Asian Width W and F of Unicode's Standard Annex 11, and emoji that are shown as pictures; the halves of a
    /// flag take one column each.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x1100: false
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
            0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD:
            true
        case 0x1F1E6...0x1F1FF: false
        default: scalar.properties.isEmojiPresentation
        }
    }
}
