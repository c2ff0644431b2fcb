import Texts

/// Text from elsewhere as HTML: what would act, or would not be seen, is an escape that stands out.
enum PageText {
    /// More of a text is left out, in bytes: pages are for people.
    private static let longest = 16 * 1024

    /// In one row.
    static func inline(_ text: String) -> String {
        html(Array(text.utf8)[...], lines: .escaped)
    }

    /// With its lines.
    static func block(_ bytes: [UInt8]) -> String {
        let text = html(head(bytes), lines: .kept)
        return bytes.count > longest ? "\(text)<span class=\"soft\">... (\(bytes.count) bytes)</span>" : text
    }

    /// A text that is safe for terminals already.
    static func shown(_ text: String) -> String {
        let most = longest
        guard text.utf8.count > most else { return escaped(text) }
        return "\(escaped(String(text.prefix(most))))<span class=\"soft\">...</span>"
    }

    private static func escaped(_ text: String) -> String { MarkupText.escaped(text, lines: .kept) }

    private static func head(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        guard bytes.count > longest else { return bytes[...] }
        var end = longest
        // Not within a character; a row of continuation bytes is no character of any length.
        while end > longest - 4, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return bytes[..<end]
    }

    private static func html(_ bytes: ArraySlice<UInt8>, lines: TerminalText.Lines) -> String {
        let safe = TerminalText.escaped(bytes: bytes, lines: lines)
        if safe.utf8.elementsEqual(bytes) { return escaped(safe) }
        // Piece by piece, as a backslash of the text is not one of an escape.
        var html = ""
        var plain: [UInt8] = []
        func close() {
            html += escaped(String(decoding: plain, as: UTF8.self))
            plain = []
        }
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var offset = bytes.startIndex
        while true {
            let length: Int
            switch parser.parseScalar(from: &rest) {
            case .valid(let encoded): length = encoded.count
            case .error(let count): length = count
            case .emptyInput:
                close()
                return html
            }
            let piece = bytes[offset..<(offset + length)]
            offset += length
            let shown = TerminalText.escaped(bytes: piece, lines: lines)
            if shown.utf8.elementsEqual(piece) {
                plain += piece
            } else {
                close()
                html += "<i class=\"escape\">\(escaped(shown))</i>"
            }
        }
    }
}
