import Testing

@testable import LineEditing

@Suite struct LineGeometryTests {
    init() {
        _ = UTF8Locale.isAvailable
    }

    @Test(
        arguments: [
            ("", 0, 0, 0), ("12345678", 8, 1, 1), ("1234567", 7, 0, 0), ("12345678", 0, 0, 1), ("a\nb", 3, 1, 1),
            ("123456日", 7, 1, 1), ("1234567日", 8, 1, 1), ("\t", 1, 0, 0), ("\u{1}\u{2}\u{3}\u{4}", 4, 1, 1),
            ("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", 10, 0, 0), ("\u{E000}", 1, 0, 0),
        ]
    )
    func `rows are counted as they are drawn`(line: String, cursor: Int, row: Int, last: Int) {
        let place = LineGeometry(prompt: "> ", line: line.unicodeScalars, cursor: cursor, columns: 10)
        #expect([place.cursorRow, place.lastRow] == [row, last])
    }
}
