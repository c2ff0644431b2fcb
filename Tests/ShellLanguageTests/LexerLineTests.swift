import Testing

@testable import ShellLanguage

@Suite struct LexerLineTests {
    @Test(arguments: [
        ("image a.jpg \\\n  b.jpg", [["image", "a.jpg", "b.jpg"]]),
        ("image a.jpg\\\nb.jpg", [["image", "a.jpgb.jpg"]]),
        ("\\\n\\\nstatus", [["status"]]),
        ("a;\\\nb", [["a"], ["b"]]),
        ("echo a \\\n", [["echo", "a"]]),
        ("echo \\ \nb", [["echo", " "], ["b"]]),
        ("echo 'a \\\nb'", [["echo", "a \\\nb"]]),
    ])
    func `a backslash at the end of a line continues it`(text: String, expected: [[String]]) throws {
        #expect(try words(in: text) == expected)
        #expect(
            try words(in: text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
                == expected
        )
    }

    @Test func `CR LF ends a line like LF`() throws {
        let text = "image a.jpg\r\n# note\r\n\r\nexpect 'ok'\r\nraw {\"a\":\r\n1}\r\nstatus\r"
        let statements = try Lexer.statements(in: text, rawTextNames: TestCatalog.raw)
        #expect(try words(in: text) == [["image", "a.jpg"], ["expect", "ok"], ["raw"], ["status"]])
        #expect(statements.map(\.position.line) == [1, 4, 5, 7])
        #expect(statements[2].rawText == "{\"a\":\n1}")
    }

    @Test func `a carriage return inside a line is a character of it`() throws {
        #expect(try words(in: "echo a\rb c") == [["echo", "a\rb", "c"]])
    }

    @Test func `positions count lines and characters from 1`() throws {
        let text = "status; image 'a\nb' c \\\n  d\n\n  größe x # y\n"
        let statements = try Lexer.statements(in: text, file: "s.ipcsh", rawTextNames: TestCatalog.raw)
        let positions = statements.map { ([$0.position] + $0.words.map(\.position)).map { "\($0)" } }
        #expect(
            positions == [
                ["s.ipcsh:1:1", "s.ipcsh:1:1"],
                ["s.ipcsh:1:9", "s.ipcsh:1:9", "s.ipcsh:1:15", "s.ipcsh:2:4", "s.ipcsh:3:3"],
                ["s.ipcsh:5:3", "s.ipcsh:5:3", "s.ipcsh:5:9"],
            ]
        )
    }

    @Test(arguments: [
        ("a\nb 'c", "s:2:3"),
        ("a\n  'b\n\nc", "s:2:3"),
        ("a; b \"c", "s:1:6"),
        ("raw {\"a\": [1,\n2", "s:1:5"),
        ("a ${b c}", "s:1:3"),
    ])
    func `an error is where its word opens`(text: String, position: String) throws {
        #expect(throws: SyntaxError.self) { try Lexer.statements(in: text, file: "s", rawTextNames: TestCatalog.raw) }
        do throws(SyntaxError) {
            _ = try Lexer.statements(in: text, file: "s", rawTextNames: TestCatalog.raw)
        } catch {
            #expect("\(error.position)" == position)
        }
    }
}
