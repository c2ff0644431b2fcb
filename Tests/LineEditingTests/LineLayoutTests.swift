import Testing

@testable import LineEditing

@Suite struct LineLayoutTests {
    @Test(
        arguments: [
            ("", 0, [0, 2], 0), ("12345678", 8, [1, 0], 1), ("1234567", 7, [0, 9], 0), ("12345678", 0, [0, 2], 1),
            ("a\nb", 3, [1, 1], 1), ("a\nb", 1, [0, 3], 1), ("123456日", 7, [1, 0], 1), ("1234567日", 8, [1, 2], 1),
            // The wide character has no room in the first row, and the cursor stands where it will be.
            ("1234567日", 7, [1, 0], 1),
            ("\t", 1, [0, 8], 0), ("\u{1}\u{2}\u{3}\u{4}", 4, [1, 0], 1),
            ("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", 10, [0, 7], 0), ("e\u{301}x", 1, [0, 3], 0),
            ("e\u{301}x", 2, [0, 3], 0), ("\u{301}x", 1, [0, 2], 0), ("\u{1112}\u{1161}\u{11AB}x", 3, [0, 4], 0),
            ("12345678\u{301}", 9, [1, 0], 1), ("\u{202E}", 1, [1, 0], 1), ("\u{7F}", 1, [0, 4], 0),
        ]
    )
    func `the cursor stands where terminals draw`(line: String, cursor: Int, place: [Int], last: Int) {
        let layout = LineLayout(prompt: Prompt("> "), line: line.unicodeScalars, cursor: cursor, columns: 10)
        #expect([layout.cursor.row, layout.cursor.column] == place)
        #expect(layout.rows.count - 1 == last)
    }

    @Test(
        arguments: [
            (Prompt("a> "), "a> x"),
            (Prompt("a> ", style: "\u{1B}[1m"), "\u{1B}[1ma> \u{1B}[0mx"),
            (
                Prompt([.init("a", style: "\u{1B}[1m"), .init("b", style: "\u{1B}[2m"), .init(" ")]),
                "\u{1B}[1ma\u{1B}[0m\u{1B}[2mb\u{1B}[0m x"
            ),
            (Prompt("\u{1B}[2J\u{1}\n> "), #"\x1b[2J\x01\n> x"#),
            (Prompt("e\u{301} ", style: "\u{1B}[1m"), "\u{1B}[1me\u{301} \u{1B}[0mx"),
            (Prompt(""), "x"),
        ]
    )
    func `a prompt has its styles, and nothing else that moves a terminal`(prompt: Prompt, drawn: String) {
        let layout = LineLayout(prompt: prompt, line: "x".unicodeScalars, cursor: 1, columns: 80)
        var view = LineView()
        #expect(view.draw(layout, columns: 80, height: 24) == drawn)
        #expect(view.draw(layout, columns: 80, height: 24) == "")
    }
}
