import CommandSpec
import Operations
import Platform
import TestSupport
import Testing
import Texts

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct FuzzTests {
    private static let pieces = [
        "image", "elements", "raw", "echo", "expect", "set", "ok", "a.jpg", #"C:\temp\a.jpg"#, " ", " ", "\t", "\n",
        "\r\n", "\r", ";", "#", "'", "\"", "\\", "$", "${", "}", "$a", "${last}", "$?", "{", "[", "]", ":", ",", "--",
        "--series", "--force", "-", "if", "else", "end", "for f in", "repeat 2", "watch 1s", "break", "ok", "not", "=",
        "alias a='echo $*'", "$1", "$*", "${12}", "a", "!", "capture x", "source", "*", "?", "~", "ä", "e\u{301}", "🙂",
        "\0", "\u{1B}", "\u{FEFF}", "5s", "@", "&&", "||", "|", ">", ">>", "<", "(", ")",
    ]

    private static var rounds: Int { getenv("IPCSH_LONG_TESTS") == nil ? 2_000 : 20_000 }

    private static func text(_ numbers: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...24, using: &numbers))
            .map { _ in
                if Int.random(in: 0..<8, using: &numbers) == 0 {
                    return Unicode.Scalar(UInt32.random(in: 0..<0x3000, using: &numbers)).map { String($0) } ?? ""
                }
                return pieces.randomElement(using: &numbers) ?? ""
            }
            .joined()
    }

    @Test func `no text makes the commands trap`() throws {
        var numbers = SeededRandom(seed: 1)
        for round in 0..<Self.rounds {
            let text = Self.text(&numbers)
            // Parsing commands takes far longer than splitting the text.
            if round % 20 == 0 { _ = try? program(text) }
            let typed = TypedWords(text)
            #expect(typed.currentStart <= text.utf8.count)
            #expect(
                try words(in: "image \(FileCandidates.quoted(text, .none, isOpen: false)) x") == [["image", text, "x"]]
            )
            for shell in SystemCompletion.allCases { _ = SystemLine(text, of: shell) }
            _ = IndentedText.of(text)
            _ = PromptTemplate(text)
        }
    }

    @Test func `no text and no place in it makes completion trap`() {
        var numbers = SeededRandom(seed: 4)
        let context = ShellContext(
            console: Console(output: -1, error: -1, environment: [:]),
            settings: Settings(),
            recording: .off
        )
        for _ in 0..<(Self.rounds / 10) {
            let text = Self.text(&numbers)
            let cursor = Int.random(in: 0...text.utf8.count, using: &numbers)
            context.pendingText = Bool.random(using: &numbers) ? Self.text(&numbers) : ""
            let answer = Completer(context).complete(text, cursor)
            #expect(answer.replaced.lowerBound >= 0 && answer.replaced.upperBound == cursor)
        }
    }
}
