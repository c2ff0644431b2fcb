/// Characters that editors, web pages and file managers put in place of what a person means to type.
enum Habit {
    /// Whether a character means nothing but itself, wherever it stands.
    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        !isDash(scalar) && !isCurlyQuote(scalar) && invisibleName(of: scalar) == nil
    }

    /// Whether it looks like the dash of an option.
    static func isDash(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FE58}", "\u{FE63}", "\u{FF0D}": true
        default: false
        }
    }

    static func isCurlyQuote(_ scalar: Unicode.Scalar) -> Bool {
        "\u{2018}"..."\u{201F}" ~= scalar
    }

    /// What a character is called that cannot be seen; `nil` for what can be, and for what joins the letters of some
    /// scripts.
    static func invisibleName(of scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\u{A0}", "\u{202F}": "a no-break space"
        case "\u{AD}": "a soft hyphen"
        case "\u{1680}", "\u{2000}"..."\u{200A}", "\u{205F}", "\u{3000}": "a blank of another kind"
        case "\u{180E}", "\u{200B}", "\u{2060}", "\u{FEFF}": "a space without width"
        case "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
            "an invisible mark of the writing direction"
        case "\u{2028}", "\u{2029}", "\u{85}": "a line end of another kind"
        default: nil
        }
    }
}
