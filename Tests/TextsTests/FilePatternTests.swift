import TestSupport
import Testing

@testable import Texts

@Suite struct FilePatternTests {
    @Test(arguments: [
        ("*", "a.jpg", true), ("*", "", true), ("*", ".a", false), (".*", ".a", true), ("*.jpg", "a.jpg", true),
        ("*.jpg", "a.jpg2", false), ("*a*b*", "xaybz", true), ("*a*b*", "xbyaz", false), ("a*a", "a", false),
        ("?.jpg", "\u{E4}.jpg", true), ("?", "", false), ("??", "\u{1F642}x", true), ("[a-c]x", "bx", true),
        ("[a-c]x", "dx", false), ("[!a-c]x", "dx", true), ("[^a-c]x", "ax", false), ("[]]", "]", true),
        ("[!]]", "]", false), ("[a-]", "-", true), ("[", "[", true), ("[a", "[a", true), ("[z-a]", "m", false),
        (#"a\*"#, #"a\b"#, true), (#"\*"#, "*", false), ("[\u{E0}-\u{F0}]", "\u{E9}", true), ("**a**", "bab", true),
    ])
    func `a pattern matches as people know it`(text: String, name: String, expected: Bool) {
        var pattern = FilePattern()
        pattern.append(text)
        #expect(pattern.matches(name) == expected)
    }

    @Test func `a pattern with many stars ends`() {
        var pattern = FilePattern()
        pattern.append(String(repeating: "a*", count: 40) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 4000)))
    }

    @Test func `folders are searched, links too, and what stops it stops it`() throws {
        try TemporaryDirectory.with { folder in
            for name in ["a/x.jpg", "b/x.jpg", "b/y.jpg", ".c/x.jpg", "d.jpg"] { try folder.write(name, "") }
            func names(_ text: String) throws -> [String] {
                var pattern = FilePattern()
                pattern.append(literal: folder.path + "/")
                pattern.append(text)
                var search = FileSearch { false }
                return try search.files(pattern).map { String($0.dropFirst(folder.path.count + 1)) }
            }
            #expect(try names("*/x.jpg") == ["a/x.jpg", "b/x.jpg"])
            #expect(try names("*/*.jpg") == ["a/x.jpg", "b/x.jpg", "b/y.jpg"])
            #expect(try names(".*/*") == [".c/x.jpg"])
            #expect(try names("[ab]//y*") == ["b//y.jpg"])
            #expect(try names("*/") == ["a/", "b/"])
            #expect(try names("*/*/x.jpg") == [])
            var pattern = FilePattern()
            pattern.append(folder.path + "/*")
            var search = FileSearch { true }
            #expect(throws: Failure(.interrupted)) { try search.files(pattern) }
        }
    }
}
