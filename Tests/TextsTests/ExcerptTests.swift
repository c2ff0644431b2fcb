import Testing
import Texts

@Suite struct ExcerptTests {
    @Test("Long texts are cut between characters", arguments: ["a", "ä", "€", "😀", "e\u{301}", "a😀"])
    func excerpt(unit: String) {
        for extra in ["", "x", "xy", "xyz"] {
            let text = extra + String(repeating: unit, count: 3000)
            let excerpt = TerminalText.excerpt(Array(text.utf8))
            let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(TerminalText.excerptLength)))
            #expect(excerpt == "\(start)... (\(text.utf8.count) bytes)")
        }
        let whole = String(String.UnicodeScalarView(String(repeating: unit, count: 500).unicodeScalars.prefix(500)))
        #expect(TerminalText.excerpt(Array(whole.utf8)) == whole)
    }

    @Test("A long row of bytes that are no text is cut, too")
    func bytes() {
        for byte in [0x80, 0xC3, 0xE2, 0xF0, 0xFF] as [UInt8] {
            let excerpt = TerminalText.excerpt([UInt8](repeating: byte, count: 1 << 20))
            #expect(excerpt.hasSuffix("... (1048576 bytes)"))
            #expect(excerpt.utf8.count < 600)
        }
    }
}
