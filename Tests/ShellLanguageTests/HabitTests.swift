import Testing

@testable import ShellLanguage

@Suite struct HabitTests {
    @Test(arguments: [
        ("image a.jpg &", "1:13: '&' runs nothing in the background here"),
        ("image a.jpg < list", "1:13: '<' reads no file here"),
        ("image <list", "1:7: '<' reads no file here"),
        ("raw2 << END", "1:6: '<' reads no file here"),
        ("image a.jpg 2> log", "1:13: '2>' does not work here"),
        ("image a.jpg 2>&1", "1:13: '2>&1' does not work here"),
        ("image a.jpg 1>log", "1:13: '1>' does not work here"),
        ("image a.jpg &> log", "1:13: '&>' does not work here"),
        ("image a.jpg >& log", "1:13: '>&' does not work here"),
        ("image a.jpg |& cat", "1:13: '|&' takes no errors along here: write '|'"),
        ("image $(ls *.jpg)", "1:7: $(...) runs no command here"),
        ("image \"x$(ls \"a\")\"", "1:9: $(...) runs no command here"),
        ("image `ls *.jpg`", "1:7: `...` runs no command here"),
        ("image \"`ls`\"", "1:8: `...` runs no command here"),
        (
            "image a.jpg \u{2014}series left",
            "1:13: '\u{2014}series' begins with a dash of another kind (U+2014): write '--series',"
        ),
        ("image a.jpg \u{2013}s left", "1:13: '\u{2013}s' begins with a dash of another kind (U+2013): write '-s',"),
        ("image a.jpg \u{2212}s left", "1:13: '\u{2212}s' begins with a dash of another kind (U+2212): write '-s',"),
        ("image \u{201C}a b.jpg\u{201D}", "1:7: a word begins with a curly quote (\u{201C} U+201C): write \" or '"),
        ("image \u{2018}a.jpg\u{2019}", "1:7: a word begins with a curly quote (\u{2018} U+2018): write \" or '"),
        ("image a --series=\u{201C}b", "1:18: a value begins with a curly quote (\u{201C} U+201C): write \" or '"),
        ("image a\u{A0}b.jpg", "1:8: a no-break space (U+00A0) stands here"),
        ("image\u{A0}a.jpg", "1:6: a no-break space (U+00A0) stands here"),
        ("image a.jpg \u{3000}b.jpg", "1:13: a blank of another kind (U+3000) stands here"),
        ("image \u{202A}C:\\a.jpg", "1:7: an invisible mark of the writing direction (U+202A) stands here"),
        ("image a.jpg\u{200B}", "1:12: a space without width (U+200B) stands here"),
        ("image a.jpg&& echo b", "1:14: '&&' stands right behind a word"),
        ("image a.jpg| cat", "1:13: '|' stands right behind a word"),
        ("image a.jpg& ; echo b", "1:13: '&' stands right behind a word"),
        ("set f x; image $f&", "1:19: '&' stands right behind a word"),
        ("echo a> b", "1:8: '>' stands right behind a word"),
        ("repeat 2; image a.jpg &\nend", "1:23: '&' runs nothing in the background here"),
        ("image D:\\scans\\\nexpect ok", #"1:7: the \ at the end of 'D:\scans\' would join the next line to it"#),
        ("image D:\\\r\nexpect ok", #"1:7: the \ at the end of 'D:\' would join the next line to it"#),
        ("image \\\\host\\a\\\n", #"1:7: the \ at the end of '\\host\a\' would join the next line to it"#),
        ("image ..\\scans\\\n", #"1:7: the \ at the end of '..\scans\' would join the next line to it"#),
    ])
    func `a habit of other shells is refused when it is read`(text: String, expected: String) {
        let problems = problems(text)
        #expect(problems.count == 1, "\(problems)")
        #expect(problems.first?.hasPrefix("s.ipcsh:\(expected)") == true, "\(problems)")
    }

    @Test func `all of them are told, and what is wrong besides`() {
        let text =
            "image \u{201C}a\u{201D} & \u{2014}s x\nimage a.jpg 2>&1 < b\nimgae $(x) `y`\nalias a='echo & b'\nimgae"
        #expect(
            problems(text).map { String($0.prefix { $0 != " " }) } == [
                "s.ipcsh:1:7:", "s.ipcsh:1:11:", "s.ipcsh:1:13:", "s.ipcsh:2:13:", "s.ipcsh:2:18:", "s.ipcsh:3:7:",
                "s.ipcsh:3:12:", "s.ipcsh:4:1:", "s.ipcsh:5:1:",
            ]
        )
    }

    @Test(arguments: [
        "'&' '<' '2>' '$(a)' '`a`' '\u{2014}a' '\u{201C}a' 'a\u{A0}b' 'a&'",
        "\"& < 2> \\$(a) \u{2014} \u{201C} \u{A0}\"",
        "a\u{2014}b a\u{201D} a$ $ 2 2>' ' a->",
        "\u{1F468}\u{200D}\u{1F469}.jpg gr\u{F6}\u{DF}e",
        "# & < `a` $(b) \u{A0}",
    ])
    func `what is quoted, or stands elsewhere, is text`(text: String) {
        let text = text.replacing("2>' '", with: "'2>'")
        #expect(problems("echo \(text)") == [])
    }

    @Test(arguments: ["image D:\\scans\\", "image 'D:\\scans\\'\necho", "image a.jpg \\\nb.jpg", "image a.jpg\\\n"])
    func `a backslash that joins nothing by mistake is taken`(text: String) {
        #expect(problems(text) == [])
    }
}
