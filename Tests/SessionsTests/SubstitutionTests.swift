import Testing
import Texts

@testable import Sessions

@Suite struct SubstitutionTests {
    @Test(
        "Every match is replaced",
        arguments: [
            (#"/C:\/old/D:\/new/"#, "at C:/old/a", "at D:/new/a"),
            ("|C:/old|D:/new|", "C:/old C:/old", "D:/new D:/new"),
            ("/a/b", "aa", "bb"),
            (#"/(\w+)\.jpg/$1.tif/"#, "x.jpg y.jpg", "x.tif y.tif"),
            ("/a/<$0>/", "cat", "c<a>t"),
            ("/a/$$1/", "a", "$1"),
            ("/a/$x$/", "a", "$x$"),
            ("/b(x)?/[$1$9]/", "b", "[]"),
            ("/a//", "banana", "bnn"),
            (#"/a\.b/\n/"#, "a.b", #"\n"#),
            ("/x*/-/", "ab", "-a-b-"), ("/x*/-/", "xa", "--a-"), ("/x*/-/", "", "-"), ("/(?:)/-/", "é", "-é-"),
            ("/^/> /", "a", "> a"), ("/$/!/", "a", "a!"), ("/(?=b)/-/", "abb", "a-b-b"), (#"/a\Kb/-/"#, "ab", "a-"),
            ("/(a)|(b)/[$1|$2]/", "ab", "[a|][|b]"), (#"/\u{e9}|\u00fc/e/"#, "éü", "ee"), (#"/\w+/x/"#, "äb ö", "x x"),
            (#"/(?i)ERROR: (.*)\z/$1/"#, "error: a", "a"), ("/.+/-/", "a\r\nb", "-\r\n-"),
        ]
    )
    func replaces(source: String, text: String, expected: String) throws {
        #expect(try Substitution(source).apply(to: text) == expected)
    }

    @Test("A text without a match stays")
    func unmatched() throws {
        #expect(try Substitution("/x/y/").apply(to: "abc") == nil)
        #expect(try Substitution("/x/y/").apply(to: [0xFF, 0x78]) == [0xFF, 0x78])
        #expect(try Substitution("/x/ü/").apply(to: Array("axb".utf8)) == Array("aüb".utf8))
    }

    @Test("What takes too many steps, or fills the memory, is an error that says so")
    func givenUp() throws {
        let text = String(repeating: "a", count: 2000) + "b"
        for (source, replacement, reason) in [
            ("^(a+)+$", "x", "took too many steps"),
            ("[ab]", String(repeating: "x", count: 1 << 16), "makes a text of more than 64 MiB"),
        ] {
            let substitution = try Substitution("/\(source)/\(replacement)/")
            let error = #expect(throws: RegularExpression.LimitExceeded.self) { try substitution.apply(to: text) }
            #expect(error?.description == "the expression '\(source)' \(reason)")
        }
    }

    @Test(
        "What is no substitution is refused",
        arguments: ["", "a", "/", "//", "/a", "//x/", "/a/b/c/", "/a/b/c", "aXaYa", "/(/x/", #"\a\b\"#]
    )
    func malformed(source: String) {
        #expect(throws: PatternError.self) { try Substitution(source) }
    }
}
