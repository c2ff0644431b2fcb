import Testing
import Texts

@Suite struct TerminalTextTests {
    @Test(
        arguments: [
            ("a b.jpg", "a b.jpg"), ("", "''"), (" a", "' a'"), ("a ", "'a '"), ("a\t", "'a\t'"), (" ", "' '"),
        ]
    )
    func `a name that could not be seen is quoted`(name: String, shown: String) {
        #expect(TerminalText.name(name) == shown)
    }

    /// All kinds of characters: one to four bytes, combining, joined.
    private static let sample = "a/\\~ \u{A0}ä€😀👨‍👩‍👧 e\u{301} ⚠️ می‌خواهم العربية"

    @Test("What shows stays as it is", arguments: ["", "O.k.", sample, "\u{D7FF}\u{E000}\u{10FFFF}"])
    func unchanged(text: String) {
        #expect(Array(TerminalText.escaped(text).utf8) == Array(text.utf8))
        #expect(Array(TerminalText.escaped(bytes: Array(text.utf8)).utf8) == Array(text.utf8))
    }

    @Test("Every control character is escaped", arguments: TerminalText.Lines.allCases)
    func controls(lines: TerminalText.Lines) {
        for value in Array(UInt8(0)..<0x20) + Array(0x7F..<0xA0) {
            let scalar = Unicode.Scalar(value)
            let hexadecimal = String(value, radix: 16)
            let expected =
                switch value {
                case 0x09: lines == .kept ? "\t" : "\\t"
                case 0x0A: lines == .kept ? "\n" : "\\n"
                case 0x0D: "\\r"
                case 0x80...: "\\u{\(hexadecimal)}"
                default: "\\x" + (value < 0x10 ? "0" : "") + hexadecimal
                }
            #expect(TerminalText.escaped("a\(scalar)b", lines: lines) == "a\(expected)b")
            #expect(TerminalText.escaped(bytes: Array("a\(scalar)b".utf8), lines: lines) == "a\(expected)b")
        }
        #expect(TerminalText.escaped("\r\n", lines: lines) == (lines == .kept ? "\\r\n" : "\\r\\n"))
    }

    @Test("What reorders, breaks or hides text is escaped")
    func invisible() {
        let values: [UInt32] = [
            0x61C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066,
            0x2067,
            0x2068, 0x2069, 0x206F, 0xFEFF, 0xFFF9, 0xE0001, 0xE0041,
        ]
        for value in values {
            let text = Unicode.Scalar(value).map { "a\($0)b" } ?? ""
            for lines in TerminalText.Lines.allCases {
                #expect(TerminalText.escaped(text, lines: lines) == "a\\u{\(String(value, radix: 16))}b")
            }
        }
    }

    @Test("Bytes that are not UTF-8 are shown one by one")
    func invalid() {
        let table: [([UInt8], String)] = [
            ([0xFF], "\\xff"), ([0x61, 0x80, 0x62], "a\\x80b"), ([0xC0, 0xAF], "\\xc0\\xaf"),
            ([0xE2, 0x82], "\\xe2\\x82"),
            ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"), ([0xF0, 0x9F, 0x98, 0x41], "\\xf0\\x9f\\x98A"),
            ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"), ([0xC3, 0xC3, 0xA4], "\\xc3ä"), ([0x9B], "\\x9b"),
        ]
        for (bytes, expected) in table { #expect(TerminalText.escaped(bytes: bytes) == expected) }
    }

    @Test("Every part of a text shows what is whole, and the bytes of what is cut")
    func parts() {
        let bytes = Array(Self.sample.utf8)
        for start in bytes.indices {
            for end in start...bytes.count { Self.check(Array(bytes[start..<end])) }
        }
    }

    @Test("Every change of a byte shows the bytes that are no text any more, and nothing unsafe")
    func mutations() {
        let bytes = Array("a\u{A0}€😀e\u{301}".utf8)
        for index in bytes.indices {
            for value in UInt8.min...UInt8.max {
                var changed = bytes
                changed[index] = value
                Self.check(changed)
            }
        }
    }

    @Test("Slices and lazy collections are taken as arrays are")
    func collections() {
        let bytes: [UInt8] = [0x20, 0xC3, 0xA4, 0x1B, 0xFF]
        #expect(TerminalText.escaped(bytes: bytes[1...]) == "ä\\x1b\\xff")
        #expect(TerminalText.escaped(bytes: bytes.lazy.filter { $0 != 0x20 }) == "ä\\x1b\\xff")
    }

    @Test(
        "Time grows with the length, whatever the bytes are",
        .timeLimit(.minutes(1)),
        arguments: [0xFF, 0xE2, 0x1B] as [UInt8]
    )
    func large(byte: UInt8) {
        let count = 1 << 20
        #expect(TerminalText.escaped(bytes: [UInt8](repeating: byte, count: count)).utf8.count == 4 * count)
    }

    /// Compares with the standard library's own decoder, of which a replacement character tells what was repaired.
    private static func check(_ bytes: [UInt8]) {
        let escaped = TerminalText.escaped(bytes: bytes)
        var expected = ""
        var rest = bytes[...]
        while let first = rest.first {
            let whole = (1...4).lazy.compactMap { String(validating: rest.prefix($0), as: UTF8.self) }.first
            if let scalar = whole?.unicodeScalars.first {
                expected += TerminalText.escaped(String(scalar))
                rest = rest.dropFirst(UTF8.width(scalar))
            } else {
                expected += "\\x" + String(first, radix: 16)
                rest = rest.dropFirst()
            }
        }
        #expect(Array(escaped.utf8) == Array(expected.utf8), "\(bytes)")
        #expect(escaped.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) }, "\(bytes)")
    }
}
