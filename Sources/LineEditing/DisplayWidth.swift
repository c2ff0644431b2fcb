import CLibEdit

/// The width of text on a terminal.
enum DisplayWidth {
    /// Columns of a text without control characters; the C library's view, because libedit counts with it too.
    static func of(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    /// 0 for combining characters, 2 for wide ones; what is not printable counts 0.
    static func of(_ scalar: Unicode.Scalar) -> Int {
        max(0, Int(wcwidth(wchar_t(bitPattern: scalar.value))))
    }
}
