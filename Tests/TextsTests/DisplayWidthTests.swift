import Testing

@testable import Texts

@Suite struct DisplayWidthTests {
    @Test(
        arguments: [
            ("", 0), ("scan 1.jpg", 10), ("größe", 5),
            // As macOS names files: the marks are characters of their own.
            ("gro\u{308}\u{DF}e", 5), ("e\u{301}\u{323}", 1), ("\u{1112}\u{1161}\u{11AB}", 2),
            ("日本語", 6), ("ｶﾅ", 2), ("Ａ", 2), ("한글", 4), ("𠮷", 2), ("、", 2),
            ("😀", 2), ("☺", 1), ("☺\u{FE0F}", 1), ("🇩🇪", 2), ("👩\u{200D}👧", 4),
            ("שלום", 4), ("ไทย", 3), ("กำ", 2), ("a\u{AD}b", 3), ("\u{200B}", 0), ("─│", 2),
        ]
    )
    func `a terminal's columns are counted`(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test(
        arguments: [
            ("a日b", 0, "", ""), ("a日b", 1, "a", "b"), ("a日b", 2, "a", "b"), ("a日b", 3, "a日", "日b"),
            ("a日b", 4, "a日b", "a日b"), ("e\u{301}e\u{301}", 1, "e\u{301}", "e\u{301}"), ("e\u{301}", 0, "", ""),
        ]
    )
    func `what fits is cut between characters`(text: String, columns: Int, start: String, end: String) {
        #expect(Array(DisplayWidth.prefix(text, fitting: columns).unicodeScalars) == Array(start.unicodeScalars))
        #expect(Array(DisplayWidth.suffix(text, fitting: columns).unicodeScalars) == Array(end.unicodeScalars))
    }
}
