import Testing

@testable import ShellLanguage

@Suite struct LexerWordTests {
    @Test(arguments: [
        ("", []),
        (" \t ; ;; \n\n", []),
        ("status", [["status"]]),
        ("  image \t a.jpg  b.jpg ", [["image", "a.jpg", "b.jpg"]]),
        ("a;b ; c", [["a"], ["b"], ["c"]]),
        ("a\nb\n", [["a"], ["b"]]),
        ("a;\n;b", [["a"], ["b"]]),
        ("echo größe 日本 🙂", [["echo", "größe", "日本", "🙂"]]),
    ])
    func `commands are separated by semicolons and line ends, words by blanks`(text: String, expected: [[String]])
        throws
    {
        #expect(try words(in: text) == expected)
    }

    @Test(arguments: [
        ("# all of it", []),
        ("  # ; image a.jpg", []),
        ("a # b; c", [["a"]]),
        ("a #b\nc", [["a"], ["c"]]),
        ("a b#c", [["a", "b#c"]]),
        ("a ''#c", [["a", "#c"]]),
        ("a '#c' \"#d\"", [["a", "#c", "#d"]]),
        ("a;#b", [["a"]]),
        ("# it's open \"\nb", [["b"]]),
        ("# goes not on \\\nb", [["b"]]),
    ])
    func `a comment begins only at a word's start`(text: String, expected: [[String]]) throws {
        #expect(try words(in: text) == expected)
    }

    @Test(arguments: [
        (#"C:\temp\example.jpg"#, [plain(#"C:\temp\example.jpg"#)]),
        (#""C:\my scans\a.jpg""#, [quoted(#"C:\my scans\a.jpg"#)]),
        (#"'C:\my scans\a.jpg'"#, [quoted(#"C:\my scans\a.jpg"#)]),
        (#"\\server\share\new.jpg"#, [plain(#"\\server\share\new.jpg"#)]),
        (#""\\server\new""#, [quoted(#"\\server\new"#)]),
        (#"a\nb\tc\\d"#, [plain(#"a\nb\tc\\d"#)]),
        (#"C:\my\ scans\a.jpg"#, [plain(#"C:\my"#), quoted(" "), plain(#"scans\a.jpg"#)]),
        (#"it\'s"#, [plain("it"), quoted("'"), plain("s")]),
        (#"a\"b"#, [plain("a"), quoted("\""), plain("b")]),
        (#"\$x"#, [plain(#"\"#), variable("x")]),
        (#"a\"#, [plain(#"a\"#)]),
        (#"\"#, [plain(#"\"#)]),
        ("a\\;", [plain(#"a\"#)]),
    ])
    func `a backslash is one, unless it stands before a space or a quote`(text: String, expected: [Word.Part]) throws {
        #expect(try argument(text) == expected)
    }

    @Test(arguments: [
        ("''", [quoted("")]),
        (#""""#, [quoted("")]),
        (#"'a;b #c $d "e" \'"#, [quoted(#"a;b #c $d "e" \"#)]),
        (#""a;b #c 'd' ${e}f""#, [quoted("a;b #c 'd' "), quotedVariable("e"), quoted("f")]),
        (#""say \"hello\"""#, [quoted(#"say "hello""#)]),
        (#""costs \$5 \\ \n""#, [quoted(#"costs $5 \\ \n"#)]),
        (#"a'b'"c"d"#, [plain("a"), quoted("b"), quoted("c"), plain("d")]),
        ("'a\nb'", [quoted("a\nb")]),
        ("\"a\nb\"", [quoted("a\nb")]),
        (#""$a$b""#, [quotedVariable("a"), quotedVariable("b")]),
    ])
    func `quotes keep blanks and separators, double quotes have variables`(text: String, expected: [Word.Part]) throws {
        #expect(try argument(text) == expected)
    }

    @Test(arguments: [
        ("$name", [variable("name")]),
        ("${name}", [variable("name")]),
        ("$?", [variable("?")]),
        ("${?}", [variable("?")]),
        ("${last}", [variable("last")]),
        ("$_a1-b", [variable("_a1"), plain("-b")]),
        ("${a}b", [variable("a"), plain("b")]),
        ("a$b.c", [plain("a"), variable("b"), plain(".c")]),
        ("$a$b", [variable("a"), variable("b")]),
        ("$", [plain("$")]),
        ("a$", [plain("a$")]),
        ("$5", [variable("5")]),
        ("$12", [variable("1"), plain("2")]),
        ("${12}", [variable("12")]),
        ("$0", [plain("$0")]),
        ("$* $@ $#".replacing(" ", with: ""), [variable("*"), variable("@"), variable("#")]),
        ("$$", [plain("$$")]),
        ("$$a", [plain("$"), variable("a")]),
        ("$.x", [plain("$.x")]),
        ("$ä", [plain("$ä")]),
        ("'$a'", [quoted("$a")]),
        (#""$"$a"#, [quoted("$"), variable("a")]),
        (#"C:\$dir\a"#, [plain(#"C:\"#), variable("dir"), plain(#"\a"#)]),
    ])
    func `a dollar before a name is a variable, before anything else a dollar`(
        text: String,
        expected: [Word.Part]
    ) throws {
        #expect(try argument(text) == expected)
    }

    @Test(arguments: [
        ("'it", "a ' is missing", true),
        (#""it"#, #"a " is missing"#, true),
        (#""C:\dir\""#, #"a " is missing"#, true),
        ("${a", "a } is missing after ${", false),
        ("${a\n}", "a } is missing after ${", false),
        ("${a b}", "'a b' is no name of a variable", false),
        ("${}", "'' is no name of a variable", false),
        ("${0}", "'0' is no name of a variable", false),
        ("${01}", "'01' is no name of a variable", false),
        ("${+1}", "'+1' is no name of a variable", false),
        ("${99999}", "'99999' is no name of a variable", false),
    ])
    func `what is not closed is an error`(text: String, message: String, isIncomplete: Bool) {
        let error = syntaxError(in: "echo " + text)
        #expect(error?.message == message)
        #expect(error?.isIncomplete == isIncomplete)
    }
}
