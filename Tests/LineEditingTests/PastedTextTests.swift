import Testing

@testable import LineEditing

@Suite struct PastedTextTests {
    private static func text(_ bytes: [UInt8], by count: Int = 6) -> (text: PastedText, left: Int) {
        var (text, rest) = (PastedText(), bytes[...])
        while text.wanted > 0, !rest.isEmpty {
            let chunk = rest.prefix(min(text.wanted, count))
            text.append(Array(chunk))
            rest = rest.dropFirst(chunk.count)
        }
        return (text, rest.count)
    }

    @Test(
        arguments: [
            ("", [""]), ("a\tb", ["a\tb"]), ("a\rb", ["a", "b"]), ("a\r\nb\n", ["a", "b", ""]), ("\n\n", ["", "", ""]),
            ("a\u{1B}[201b", ["a\u{1B}[201b"]), ("a\u{1B}", ["a\u{1B}"]), ("\u{1B}[20\u{1B}", ["\u{1B}[20\u{1B}"]),
            ("a\0b\u{3}", ["ab\u{3}"]), ("größe 日本", ["größe 日本"]),
        ],
        1...6
    )
    func `it ends at its mark, and nothing is read beyond that`(paste: (text: String, lines: [String]), chunk: Int) {
        let (text, left) = Self.text(Array("\(paste.text)\u{1B}[201~\rnext".utf8), by: chunk)
        #expect(text.wanted == 0)
        #expect(text.trouble == nil)
        #expect(text.lines == paste.lines)
        #expect(left == 5)
    }

    @Test func `what is no text, or too long, is told`() {
        #expect(Self.text(Array("a".utf8) + [0xE9] + Array("\u{1B}[201~".utf8)).text.trouble?.contains("UTF-8") == true)
        let long = Self.text(Array(repeating: 0x61, count: PastedText.limit + 100) + Array("\u{1B}[201~x".utf8))
        #expect(long.text.wanted == 0)
        #expect(long.left == 1)
        #expect(long.text.trouble?.contains("16 MiB") == true)
    }
}
