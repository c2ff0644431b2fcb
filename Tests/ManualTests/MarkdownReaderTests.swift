import Testing

@testable import Manual

@Suite struct MarkdownReaderTests {
    @Test(arguments: [
        ("# Title", [MarkdownBlock.heading(level: 1, [.text("Title")])]),
        ("#none", [.paragraph([.text("#none")])]),
        ("one\ntwo\n\nthree", [.paragraph([.text("one two")]), .paragraph([.text("three")])]),
        (
            "```console\n$ a\n\n# b\n```\nc",
            [.code(language: "console", ["$ a", "", "# b"]), .paragraph([.text("c")])]
        ),
        ("```\nnot closed", [.code(language: "", ["not closed"])]),
        ("- a\n  b\n- c", [.list(ordered: false, [[.text("a b")], [.text("c")]])]),
        ("1. a\n2. b\ntext", [.list(ordered: true, [[.text("a")], [.text("b text")]])]),
        (
            "| a | b |\n|---|---|\n| `x \\| y` | |\n",
            [.table(header: [[.text("a")], [.text("b")]], rows: [[[.code("x | y")], []]])]
        ),
        ("<!-- insert: settings -->", [.insert("settings")]),
        ("<!-- order: 20 -->", [.note(key: "order", value: "20")]),
        ("<!-- a word -->", [.note(key: "", value: "a word")]),
        ("-", [.paragraph([.text("-")])]),
        ("", []),
    ])
    func `text becomes blocks`(text: String, blocks: [MarkdownBlock]) {
        #expect(MarkdownReader.blocks(text) == blocks)
    }

    @Test(arguments: [
        ("a `b` c", [MarkdownSpan.text("a "), .code("b"), .text(" c")]),
        ("`` a`b ``", [.code(" a`b ")]),
        ("`` `a` ``", [.code("`a`")]),
        ("**a** *b*", [.strong("a"), .text(" "), .emphasis("b")]),
        ("2 * 3 * 4", [.text("2 * 3 * 4")]),
        ("[a](b) [c]", [.link("a", to: "b"), .text(" [c]")]),
        ("not `closed", [.text("not `closed")]),
    ])
    func `marks within a line`(text: String, spans: [MarkdownSpan]) {
        #expect(MarkdownReader.blocks(text) == [.paragraph(spans)])
    }
}
