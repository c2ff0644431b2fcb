import Testing
import Texts

@testable import LineEditing

@Suite struct PromptTests {
    init() {
        _ = UTF8Locale.isAvailable
    }

    @Test(
        arguments: [
            (Prompt("a> "), "a> "),
            (Prompt("a> ", style: "E"), "\u{1}E\u{1}a>\u{1}[0m\u{1} "),
            (Prompt("a>", style: "E"), "\u{1}E\u{1}a>\u{1}[0m\u{1} "),
            (Prompt([.init("a", style: "E"), .init("b", style: "F"), .init(" ")]), "EaFb "),
            (Prompt("\u{1B}[2J\u{1}\n> "), #"\x1b[2J\x01\n> "#),
            (Prompt("\u{301}a ", style: "E"), "\u{301}\u{1}E\u{1}a\u{1}[0m\u{1} "),
            (Prompt(""), ""),
            (Prompt("a", style: "\u{1}"), "a "),
        ]
    )
    func `every style is followed by a character that takes columns`(prompt: Prompt, encoded: String) {
        let plain = encoded.replacing("\u{1}", with: "").replacing("[0m", with: "")
        let result = prompt.encoded.replacing("\u{1}", with: "").replacing("\u{1B}[0m", with: "")
        #expect(result.unicodeScalars.elementsEqual(plain.unicodeScalars))
        let parts = prompt.encoded.unicodeScalars.split(separator: "\u{1}", omittingEmptySubsequences: false)
        #expect(parts.count % 2 == 1)
        for index in stride(from: 2, to: parts.count, by: 2) {
            #expect(parts[index].first.map { DisplayWidth.of($0) > 0 } == true)
        }
    }
}
