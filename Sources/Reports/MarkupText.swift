package import Texts

/// Text for XML and HTML.
package enum MarkupText {
    /// Text and attribute values, in one row.
    package static func escaped(_ text: String) -> String { escaped(text, lines: .escaped) }

    /// Text and attribute values, in one row unless lines are kept. What XML 1.0 cannot hold are control characters, which are shown as
    /// escapes, and two code points that are no characters.
    package static func escaped(_ text: String, lines: TerminalText.Lines) -> String {
        let text = TerminalText.escaped(text, lines: lines)
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): output += "&amp;".utf8
            case UInt8(ascii: "<"): output += "&lt;".utf8
            case UInt8(ascii: ">"): output += "&gt;".utf8
            case UInt8(ascii: "\""): output += "&quot;".utf8
            // The last byte of U+FFFE and U+FFFF becomes that of U+FFFD.
            case 0xBE...0xBF where output.suffix(2) == [0xEF, 0xBF]: output.append(0xBD)
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
