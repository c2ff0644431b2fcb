import TestSupport
import Testing

@testable import ShellLanguage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct LanguageFuzzTests {
    private static let pieces = [
        "image", "elements", "raw", "echo", "expect", "set", "ok", "a.jpg", #"C:\temp\a.jpg"#, " ", " ", "\t", "\n",
        "\r\n", "\r", ";", "#", "'", "\"", "\\", "$", "${", "}", "$a", "${last}", "$?", "{", "[", "]", ":", ",", "--",
        "--series", "--force", "-", "if", "else", "end", "for f in", "repeat 2", "watch 1s", "break", "ok", "not", "=",
        "alias a='echo $*'", "$1", "$*", "${12}", "a", "!", "capture x", "source", "*", "?", "~", "ä", "e\u{301}", "🙂",
        "\0", "\u{1B}", "\u{FEFF}", "5s", "@", "&&", "||", "|", ">", ">>", "&", "<", "`", "$(", ")", "\u{2014}",
        "\u{201C}", "\u{A0}", "define a", "define", "NAME", "[NAME]", "[--x NUMBER=1]", "(", "...", "return", "request",
        "request {\"a\": $a}", "\n  end", "answer", "after 1s", "# c\n", "=", "a|b", "]",
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

    @Test func `no text makes the language trap`() throws {
        var numbers = SeededRandom(seed: 1)
        for _ in 0..<Self.rounds {
            let text = Self.text(&numbers)
            for statement in (try? Lexer.statements(in: text, rawTextNames: TestCatalog.raw)) ?? [] {
                #expect(!statement.words.isEmpty)
                #expect(statement.position.line >= 1 && statement.position.column >= 1)
            }
            _ = try? program(text, scope: Scope(TestCatalog(), variables: []))
        }
    }

    /// All that a lexer reads of a text that comes in pieces.
    private static func read(_ pieces: [String]) -> [String] {
        var lexer = Lexer()
        var result: [String] = []
        for (index, piece) in pieces.enumerated() {
            lexer.append(piece)
            if index == pieces.count - 1 { lexer.finish() }
            while true {
                do throws(SyntaxError) {
                    let statement = try lexer.next(takesRawText: TestCatalog.raw.contains)
                    result += lexer.takeProblems().map { "\($0.position) \($0.message)" }
                    guard let statement else { break }
                    result.append("\(statement)")
                } catch {
                    if error.isIncomplete, index < pieces.count - 1 { break }
                    result += lexer.takeProblems().map { "\($0.position) \($0.message)" }
                    result.append("\(error.position) \(error.message)")
                    if error.isIncomplete { return result }
                    lexer.skipLine()
                }
            }
        }
        return result
    }

    @Test func `a text read line by line is the text read at once`() {
        var numbers = SeededRandom(seed: 5)
        for _ in 0..<Self.rounds {
            let text = Self.text(&numbers) + "\n"
            let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
                .map { String($0) + "\n" }
                .dropLast()
            #expect(Self.read(Array(lines)) == Self.read([text]), "\(text.debugDescription)")
        }
    }

    @Test func `what the lexer reads does not depend on the line ends`() {
        var numbers = SeededRandom(seed: 2)
        for _ in 0..<Self.rounds {
            let text = Self.text(&numbers).unicodeScalars.filter { $0 != "\r" }
            let unix = String(String.UnicodeScalarView(text))
            let windows = unix.replacing("\n", with: "\r\n")
            let left = try? Lexer.statements(in: unix, rawTextNames: TestCatalog.raw)
            let right = try? Lexer.statements(in: windows, rawTextNames: TestCatalog.raw)
            #expect(left == right, "\(unix.debugDescription)")
        }
    }

    @Test func `a quoted word reads back`() throws {
        var numbers = SeededRandom(seed: 3)
        for _ in 0..<Self.rounds {
            let text = String(
                String.UnicodeScalarView(Self.text(&numbers).unicodeScalars.filter { $0 != "'" && $0 != "\r" })
            )
            #expect(try words(in: "echo '\(text)'") == [["echo", text]])
        }
    }
}
