import TestSupport
import Testing
import Texts

@testable import ShellLanguage

@Suite struct ExpanderTests {
    private static let variables = ["a": "x y", "star": "*.jpg", "empty": "", "?": "4", "last": "O.k."]

    private static func expand(_ text: String, patterns: Bool = true) throws -> [String] {
        let statements = try Lexer.statements(in: text, rawTextNames: TestCatalog.raw)
        return try Expander(value: { variables[$0] }, expandsPatterns: patterns)
            .expand(statements.flatMap(\.words))
    }

    @Test(arguments: [
        ("$a", ["x y"]),
        ("'$a' \"$a\" ${a}b", ["$a", "x y", "x yb"]),
        ("$? ${last}", ["4", "O.k."]),
        ("$empty \"\" ''", ["", "", ""]),
        ("$star '$star'", ["*.jpg", "$star"]),
    ])
    func `a variable's value is one word, and never a pattern`(text: String, expected: [String]) throws {
        #expect(try Self.expand(text) == expected)
    }

    @Test func `an unknown variable is an error`() {
        #expect(throws: Failure(.usage, "unknown variable 'b' ('set b VALUE' makes it)")) { try Self.expand("$b") }
    }

    @Test func `patterns stand for local files, sorted`() throws {
        try TemporaryDirectory.with { folder in
            for name in ["b.jpg", "a.jpg", "c d.jpg", "x.png", ".hidden.jpg", "größe.jpg"] {
                try folder.write(name, "")
            }
            let path = folder.path
            func names(_ text: String) throws -> [String] {
                try Self.expand(text).map { String($0.dropFirst(path.count + 1)) }
            }
            #expect(try names("\(path)/*.jpg") == ["a.jpg", "b.jpg", "c d.jpg", "größe.jpg"])
            #expect(try names("\(path)/?.jpg") == ["a.jpg", "b.jpg"])
            #expect(try names("\(path)/[bx].*") == ["b.jpg", "x.png"])
            #expect(try names("'\(path)'/*.png \"\(path)/\"a.*") == ["x.png", "a.jpg"])
            #expect(try names("\(path)/c' '*") == ["c d.jpg"])
            #expect(try names("\(path)/gr*") == ["größe.jpg"])
        }
    }

    @Test func `quotes keep a pattern as it is`() throws {
        try TemporaryDirectory.with { folder in
            try folder.write("a.jpg", "")
            try folder.write("*.jpg", "")
            let path = folder.path
            #expect(try Self.expand("'\(path)/*.jpg'") == ["\(path)/*.jpg"])
            #expect(try Self.expand("\"\(path)/?.jpg\" \(path)/'*'.jpg") == ["\(path)/?.jpg", "\(path)/*.jpg"])
            // A quoted part is no pattern also in a word that has one.
            #expect(try Self.expand("\(path)/'*'.j*") == ["\(path)/*.jpg"])
        }
    }

    @Test(arguments: [#"/nowhere/*.jpg"#, #"C:\scans\*.jpg"#, "/nowhere/a?.tif", "[x]y.z", "~/no/such/file.jpg"])
    func `a pattern that matches nothing is an error`(pattern: String) {
        let failure = Failure(.usage, "no file matches '\(pattern)' (quotes keep it as it is)")
        #expect(throws: failure) { try Self.expand(pattern) }
    }

    @Test(arguments: [#"/nowhere/*.jpg"#, "~", "a[1]?", "~ '^Error'"])
    func `commands that take no files have no patterns`(text: String) throws {
        #expect(try Self.expand(text, patterns: false).joined(separator: " ") == text.replacing("'", with: ""))
    }
}

@Suite struct ExpansionLimitTests {
    private static func expand(_ text: String, _ value: String, _ arguments: [String]? = nil) throws -> [String] {
        let statements = try Lexer.statements(in: text, rawTextNames: TestCatalog.raw)
        return try Expander(value: { _ in value }, arguments: arguments, expandsPatterns: true)
            .expand(statements.flatMap(\.words))
    }

    @Test func `what variables add to a command has a limit`() throws {
        let half = String(repeating: "x", count: Expander.longest / 2)
        let failure = Failure(.usage, "$a: what variables add to a command is limited to 16 MiB")
        #expect(try Self.expand("$a$a", half).first?.utf8.count == Expander.longest)
        for text in ["$a$a$a", "$a $a $a", "$a$a${a}", "\"$a$a\" $a", "$a*$a$a"] {
            #expect(throws: failure) { try Self.expand(text, half) }
        }
        // What was written is as long as it is.
        #expect(try Self.expand("'\(half)\(half)x' $a", half).count == 2)
    }

    @Test func `the words of a command have a limit`() throws {
        let many = Array(repeating: "", count: Expander.mostWords / 2)
        #expect(try Self.expand("$* $*", "", many).count == Expander.mostWords)
        #expect(throws: Failure(.usage, "a command gets more than 4000000 words")) {
            try Self.expand("$* $* x", "", many)
        }
    }
}

@Suite struct ArgumentTests {
    private static func expand(_ text: String, _ arguments: [String]?) throws -> [String] {
        let statements = try Lexer.statements(in: text, rawTextNames: TestCatalog.raw)
        return try Expander(value: { _ in nil }, arguments: arguments, expandsPatterns: true)
            .expand(statements.flatMap(\.words))
    }

    @Test(arguments: [
        ("$1 $2 x$1", ["a b", "*", "xa b"]),
        ("$*", ["a b", "*"]),
        ("$@ \"$@\" \"$*\" x$*", ["a b", "*", "a b", "*", "a b *", "xa b *"]),
        ("$# '$1'", ["2", "$1"]),
    ])
    func `arguments stand for words, each as it was given`(text: String, expected: [String]) throws {
        #expect(try Self.expand(text, ["a b", "*"]) == expected)
    }

    @Test func `a missing argument is an error, no arguments at all are none`() throws {
        #expect(throws: Failure(.usage, "argument 3 is missing: 1 given")) { try Self.expand("$3", ["a"]) }
        #expect(try Self.expand("$* $#", []) == ["0"])
    }

    @Test func `where there are no arguments a dollar is one`() throws {
        #expect(try Self.expand("$1 a$# '$*'", nil) == ["$1", "a$#", "$*"])
    }
}
