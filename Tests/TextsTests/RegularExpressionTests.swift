import Testing
import Texts

@Suite struct RegularExpressionTests {
    /// By machine code and interpreted: neither may know other matches or limits than the other.
    private static let engines = [true, false]

    private static func matches(
        _ source: String,
        _ text: String,
        anchors: RegularExpression.Anchors = .text,
        usesJIT: Bool
    ) throws -> [String] {
        var matches: [String] = []
        try RegularExpression(source, anchors: anchors, usesJIT: usesJIT).forEachMatch(in: text.utf8Span) { match in
            matches.append(String(decoding: match.bytes(of: 0), as: UTF8.self))
        }
        return matches
    }

    private static let meanings: [(source: String, text: String, expected: [String])] = [
        // A dot is every character but the ends of lines, and characters are Unicode scalars.
        (".", "a\nb\rc\r\nd\u{B}e\u{C}f\u{85}g\u{2028}h\u{2029}", ["a", "b", "c", "d", "e", "f", "g", "h"]),
        (".", "e\u{301}😀", ["e", "\u{301}", "😀"]), ("(?s).", "\r\n", ["\r", "\n"]), ("\\R", "\r\n\n", ["\r\n", "\n"]),
        ("[^a]", "\r\n", ["\r", "\n"]), ("\\X", "e\u{301}", ["e\u{301}"]), ("é", "e\u{301}", []),
        // Ends.
        ("a$", "a", ["a"]), ("a$", "a\n", []), ("a$", "a\r\n", []), ("a\\Z", "a\n", ["a"]), ("a\\z", "a\n", []),
        ("^a", "x\na", []), ("\\Aa", "aa", ["a"]), ("(?m)^a$", "x\na\r\na", ["a", "a"]), ("^$", "", [""]),
        // Unicode.
        ("\\d", "1\u{663}x", ["1", "\u{663}"]), ("\\w+", "aä_1-", ["aä_1"]),
        ("\\s", "\u{A0}\u{3000}x", ["\u{A0}", "\u{3000}"]),
        ("(?i)STRASSE|ä", "Ä strasse", ["Ä", "strasse"]), ("\\p{Greek}", "aα", ["α"]), ("[[:alpha:]]+", "aä1", ["aä"]),
        ("\\bt", "tt 't", ["t", "t"]), ("[ä-ü]", "aöz", ["ö"]),
        // Characters by their numbers, as Swift, JavaScript and PCRE2 write them; not in quoted text, nor behind a backslash.
        ("\\u{e9}|\\u00fc|\\x{41}|\\x42", "éüAB", ["é", "ü", "A", "B"]), ("\\u{1F600}", "😀", ["😀"]),
        ("\\Q\\u0041\\E", "A\\u0041", ["\\u0041"]), ("\\\\u0041", "A\\u0041", ["\\u0041"]),
        // Looking around, atoms, groups.
        ("(?<=a)b|(?<!a)c", "ab ac c", ["b", "c"]), ("a(?=b)", "ab ac", ["a"]), ("(?>a+)b", "aab", ["aab"]),
        ("a++b", "aab", ["aab"]), ("(?<n>a)\\k<n>", "aab", ["aa"]), ("\\((?:[^()]|(?R))*\\)", "x(a(b)c)", ["(a(b)c)"]),
        ("a\\Kb", "ab ab", ["b", "b"]),
        // Empty matches: each place once, also right behind a match, and never within a character or for ever.
        ("x*", "xa", ["x", "", ""]), ("x*", "axxb", ["", "xx", "", ""]), ("", "é😀", ["", "", ""]),
        ("\\b", "ab", ["", ""]),
        ("|a", "aa", ["", "", ""]), ("$", "ab", [""]), ("(?=a)", "aa", ["", ""]), ("x*", "", [""]),
        ("(?(DEFINE)(?<k>a\\K))(?=(?&k))", "aa", ["", ""]),
    ]

    @Test("Expressions mean what they say", arguments: meanings, engines)
    func meaning(row: (source: String, text: String, expected: [String]), usesJIT: Bool) throws {
        #expect(try Self.matches(row.source, row.text, usesJIT: usesJIT) == row.expected, "\(row.source)")
        let matches = try RegularExpression(row.source, usesJIT: usesJIT).matches(row.text)
        #expect(matches == !row.expected.isEmpty, "\(row.source)")
    }

    @Test(
        "What is captured is the first group, else all; ^ and $ stand for lines, too, where that is asked for",
        arguments: [
            ("file (.*) could", "Error: file a b could not", "a b"), ("b+", "abbc", "bb"), ("x", "abc", nil),
            ("^b$", "a\nb\nc", "b"), ("^b$", "a\r\nb\r\nc", "b"), ("^a\\z", "a\nb", nil), ("(x)?b", "ab", ""),
            ("(?:a|(b))c", "ac", ""), ("a(b)(c)", "abc", "b"), ("(\\w)\\z", "aü", "ü"), ("()", "a", ""),
        ] as [(String, String, String?)]
    )
    func captured(source: String, text: String, expected: String?) throws {
        #expect(try RegularExpression(source, anchors: .lines).captured(in: text) == expected)
    }

    @Test("Groups that took no part, and that there are not, are empty")
    func groups() throws {
        var groups: [[String]] = []
        let text = "ab"
        try RegularExpression("(a)|(b)").forEachMatch(in: text.utf8Span) { match in
            groups.append((-1...3).map { String(decoding: match.bytes(of: $0), as: UTF8.self) })
        }
        #expect(groups == [["", "a", "a", "", ""], ["", "b", "", "b", ""]])
    }

    @Test("What is not UTF-8 counts as U+FFFD, wherever a character is cut off", arguments: engines)
    func notText(usesJIT: Bool) throws {
        let whole = Array("aé€😀z".utf8)
        for start in 0...whole.count {
            for end in start...whole.count {
                let bytes = Array(whole[start..<end])
                for source in ["\\A.*\\z", "\u{FFFD}", "^\\w", "(?<=.)[é€😀]", "z$"] {
                    let expression = try RegularExpression(source, usesJIT: usesJIT)
                    let isMatch = try expression.matches(bytes)
                    let isMatchInText = try expression.matches(String(decoding: bytes, as: UTF8.self))
                    #expect(isMatch == isMatchInText, "\(bytes)")
                    #expect(source != "\\A.*\\z" || isMatch, "\(bytes)")
                }
            }
        }
        for bytes in [[0x61, 0xFF, 0x62], [0x61, 0xED, 0xA0, 0x80, 0x62], [0x61, 0xC0, 0x80, 0x62]] as [[UInt8]] {
            #expect(try RegularExpression("^a\u{FFFD}+b$", usesJIT: usesJIT).matches(bytes), "\(bytes)")
        }
    }

    // MARK: Limits

    private static let runaways: [(source: String, text: String)] = [
        ("^(a+)+$", String(repeating: "a", count: 40) + "b"), ("(a|a)*[bc]", String(repeating: "a", count: 40)),
        ("(.*)*[xy]", String(repeating: "a", count: 40)), ("^(\\w+\\s?)*$", String(repeating: "a", count: 60) + "!"),
        ("(?:a?){64}a{64}[bc]", String(repeating: "a", count: 80)),
        ("(?:(?:a|b)*)*[cd]", String(repeating: "ab", count: 99)),
        ("(a*)*(a*)*(a*)*[bc]", String(repeating: "a", count: 500)), ("(x+x+)+[yz]", String(repeating: "x", count: 40)),
        // At each place only a little, or few steps that go far, and neither of them is little.
        ("\\d+[xy]", String(repeating: "1", count: 100_000)),
        ("(?:1*+b|1)*[cd]", String(repeating: "1", count: 100_000)),
        ("(.*)\\1[xy]", String(repeating: "a", count: 100_000)),
        ("\\d{60000}[xy]", String(repeating: "1", count: 1 << 20)),
        // Calls itself.
        ("^(?:a|ab|(?R))*$", String(repeating: "ab", count: 50) + "c"),
        ("^(?:(?R)x|a)*b", String(repeating: "a", count: 50) + "b"),
        // Needs to remember too much.
        ("(?:(a)|b)*[cd]", String(repeating: "ab", count: 1 << 19)),
    ]

    @Test(
        "A match that takes too long is given up, with an error that names the expression",
        arguments: runaways,
        engines
    )
    func runaway(row: (source: String, text: String), usesJIT: Bool) throws {
        let expression = try RegularExpression(row.source, usesJIT: usesJIT)
        // Twice, by the same limit: it does not depend on what was before. Only that of steps is one of processor time,
        // too, and may come first on a slow machine.
        let errors = try (0..<2).map { _ in
            try #require(throws: RegularExpression.LimitExceeded.self, "\(row.source)") {
                try expression.matches(row.text)
            }
        }
        for error in errors {
            #expect(error.description.hasPrefix("the expression '\(row.source)' "), "\(row.source)")
        }
        let limits = Set(errors.map(\.limit))
        #expect(limits.count == 1 || limits.contains(.steps), "\(row.source)")
    }

    @Test("The limit is on all matches in a text together", arguments: engines)
    func allMatches(usesJIT: Bool) throws {
        // Each match has some hundred steps, and there are a hundred thousand.
        let text = String(repeating: String(repeating: "1", count: 5000) + "x\n", count: 20)
        let expression = try RegularExpression("[0-9a]{1,50}[0-9b]c|\\d", usesJIT: usesJIT)
        #expect(throws: RegularExpression.LimitExceeded.self) {
            try expression.forEachMatch(in: text.utf8Span) { _ in }
        }
    }

    @Test("What is only long is no runaway", arguments: engines)
    func longSubjects(usesJIT: Bool) throws {
        let text = String(repeating: "lorem ipsum 12, ", count: 1 << 16) + "dolor@sit"
        for source in [
            "dolor", "\\w+@", "(?i)DOLOR", "(?:lorem|ipsum|dolor)@", "\\d+x|@", "@\\w+\\z", "[^@]*@", ".*t$",
        ] {
            #expect(try RegularExpression(source, usesJIT: usesJIT).matches(text), "\(source)")
        }
        for source in ["nothing", "\\d+[xy]", "(?:lorem|ipsum)!", "^dolor"] {
            #expect(try !RegularExpression(source, usesJIT: usesJIT).matches(text), "\(source)")
        }
        // More than the thread's stack, from which machine code takes 32 KiB, holds.
        #expect(
            try RegularExpression("^(?:a|b)*c", usesJIT: usesJIT).matches(String(repeating: "ab", count: 9000) + "c")
        )
    }

    @Test("Many matches are no runaway", arguments: engines)
    func manyMatches(usesJIT: Bool) throws {
        let text = String(repeating: "a1", count: 200_000)
        var count = 0
        try RegularExpression("[a-z]\\d?", usesJIT: usesJIT).forEachMatch(in: text.utf8Span) { _ in count += 1 }
        #expect(count == 200_000)
    }

    @Test("One expression serves many threads")
    func threads() async throws {
        let expression = try RegularExpression("^(\\w+) (\\d+)$", anchors: .lines)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<500 {
                        let text = "x\ntask\(task) \(number)\ny"
                        let (isMatch, word) = (try expression.matches(text), try expression.captured(in: text))
                        #expect(isMatch && word == "task\(task)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    // MARK: Errors

    @Test(
        "What is none is refused, with the place in characters",
        arguments: [
            ("a(b", "missing closing parenthesis at 3"), ("(", "missing closing parenthesis at 1"),
            ("ä(", "missing closing parenthesis at 2"), ("\\u00e9\\u{e9}(", "missing closing parenthesis at 13"),
            ("*", "quantifier does not follow a repeatable item at 0"),
            ("[z-a]", "range out of order in character class at 3"),
            ("a\\", "\\ at end of pattern at 2"), ("\\C", "using \\C is disabled by the application at 2"),
            ("\\1", "reference to non-existent subpattern at 1"),
        ]
    )
    func malformed(source: String, reason: String) {
        let error = #expect(throws: PatternError.self) { try RegularExpression(source) }
        #expect(error?.description == "'\(source)' is no regular expression: \(reason)")
    }

    @Test(
        "No expression is long or deep enough to exhaust anything",
        arguments: ["[", "(", "(?=", "a|", "\\", "(?1)", "\\Q", "\\u"]
    )
    func length(part: String) {
        for count in [RegularExpression.longest / part.utf8.count, 1_000_000] {
            let source = String(repeating: part, count: count)
            if let expression = try? RegularExpression(source) { _ = try? expression.matches("a") }
        }
        let error = #expect(throws: PatternError.self) {
            try RegularExpression(String(repeating: "a", count: RegularExpression.longest + 1))
        }
        #expect(error?.reason == "a regular expression has at most 4096 bytes")
        #expect(throws: Never.self) { try RegularExpression(String(repeating: "a", count: RegularExpression.longest)) }
    }
}
