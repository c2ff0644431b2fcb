import Testing
import Texts

@testable import ShellLanguage

@Suite struct AliasTests {
    /// The words that a line comes to, those that are quoted in `<>`.
    private static func expanded(_ definitions: [String], _ line: String) throws -> String {
        var scope = Scope(TestCatalog())
        for definition in definitions {
            let (name, text) = try #require(Alias.parts(definition))
            scope.define(try Alias(name, text, in: scope))
        }
        var lexer = Lexer(line)
        var statement = try #require(try lexer.next(takesRawText: scope.takesRawText))
        var parser = ProgramParser(Lexer(""), file: nil, scope: scope)
        var place = ProgramParser.Place(depth: 0)
        while let (list, inner) = try parser.expanded(statement, place) {
            try #require(list.count == 1)
            (statement, place) = (list[0], inner)
        }
        let words = statement.words.map { word in
            word.parts.map { part in
                switch part {
                case .text(let text, let isQuoted): isQuoted ? "<\(text)>" : text
                case .variable(let name, let isQuoted): isQuoted ? "<${\(name)}>" : "${\(name)}"
                }
            }
            .joined()
        }
        return (words + (statement.rawText.map { ["|\($0)"] } ?? [])).joined(separator: " ")
    }

    @Test(arguments: [
        (["left=image $* --series Left"], #"left a.jpg "b c.jpg""#, "image a.jpg <b c.jpg> --series Left"),
        (["left=image --series Left"], "left a.jpg *.tif", "image --series Left a.jpg *.tif"),
        (["image=image --series Left $*"], "image a.jpg", "image --series Left a.jpg"),
        (["l=image $*", "image=image --series Left $*"], "l a.jpg", "image --series Left a.jpg"),
        (["e=echo $2 $1$1 \"<$*>\" $#"], "e 'x y' $z", "echo ${z} <x y><x y> <<><x y>< ><${z}><>> <2>"),
        (["e=echo '$1'"], "e a", "echo <$1> a"),
        (["e=echo $*"], "e", "echo"),
        (["r=raw --force"], "r {\"a\": 1} ; # x", "raw |--force {\"a\": 1} ; # x"),
        (["r=raw", "s=r --force"], "s null", "raw |--force null"),
        (["l=!ls -l"], "l a; b", "! |ls -l a; b"),
        (["twice=repeat 2"], "twice echo a", "repeat 2 echo a"),
    ])
    func `an alias stands for its text and its words`(definitions: [String], line: String, expected: String) throws {
        #expect(try Self.expanded(definitions, line) == expected)
    }

    @Test(arguments: [
        ("a=", "alias 'a': '' is not one command"),
        ("a=echo; echo", "alias 'a': 'echo; echo' is not one command"),
        ("a=echo 'b", "alias 'a': a ' is missing"),
        ("a=a b", "alias 'a' runs itself"),
        ("a b=echo", "alias: 'a b' is no name (letters, digits, - and _)"),
        ("=echo", "alias: '' is no name (letters, digits, - and _)"),
        ("image=echo", "alias: 'image' is a command; an alias of that name must begin with it ('image ...')"),
        ("if=if ok", "alias 'if': 'if' belongs into a script of its own ('source' runs it)"),
        ("a=end", "alias 'a': 'end' belongs into a script of its own ('source' runs it)"),
        ("a=$x b", "alias 'a': a command's name has no variables and no patterns"),
    ])
    func `what is no alias is refused`(definition: String, message: String) throws {
        let (name, text) = try #require(Alias.parts(definition))
        #expect(throws: Failure(.usage, message)) {
            try Alias(name, text, in: Scope(TestCatalog()))
        }
    }

    @Test func `aliases that lead far, or double themselves, come to an end`() {
        let chain = (0..<200).map { "alias a\($0)=a\($0 + 1)\n" }.joined()
        #expect(
            problems(chain + "a0\na100\n") == [
                "s.ipcsh:201:1: alias 'a100': more than 100 aliases lead to it, one through the other",
                "s.ipcsh:202:1: alias 'a200': more than 100 aliases lead to it, one through the other",
            ].prefix(1) + ["s.ipcsh:202:1: unknown command 'a200'; did you mean 'a100'?"]
        )
        let doubling = (0..<60).map { "alias a\($0)='a\($0 + 1) && a\($0 + 1)'\n" }.joined() + "alias a60=echo\n"
        #expect(problems(doubling + "a0\n").count == 1)
    }

    @Test func `aliases that double their words come to an end`() {
        let definitions = (0..<60).map { "alias a\($0)='a\($0 + 1) $* $*'\n" }.joined()
        #expect(problems(definitions + "a0 x") == ["s.ipcsh:61:1: alias 'a14': what it stands for is too long"])
    }

    @Test(arguments: [
        ("alias a='b'; alias b='c'; alias c='a'; a", ["s.ipcsh:1:40: alias 'a' runs itself: a -> b -> c -> a"]),
        ("alias a='repeat 2 a'; a", ["s.ipcsh:1:23: alias 'a' runs itself: a -> a"]),
        (
            "alias a='watch 1s b'; alias b='repeat 2 a'; a; imgae",
            [
                "s.ipcsh:1:45: alias 'a' runs itself: a -> b -> a",
                "s.ipcsh:1:48: unknown command 'imgae'; did you mean 'image'?",
            ]
        ),
        ("alias a='echo && b'; alias b='echo && a'; b", ["s.ipcsh:1:43: alias 'b' runs itself: b -> a -> b"]),
        ("alias a='repeat 2 b'; alias b='a && a'; a", ["s.ipcsh:1:41: alias 'a' runs itself: a -> b -> a"]),
        ("alias twice='repeat 2'; twice twice echo a", []),
        ("alias a='image $2'; a x", ["s.ipcsh:1:21: alias 'a': argument 2 is missing ('image $2')"]),
        ("alias a='imgae $*'; a x", ["s.ipcsh:1:21: unknown command 'imgae'; did you mean 'image'?"]),
        ("alias a=echo; unalias a; a", ["s.ipcsh:1:26: unknown command 'a'"]),
        ("left a", ["s.ipcsh:1:1: unknown command 'left'"]),
        ("alias left='image $*'; lfet a", ["s.ipcsh:1:24: unknown command 'lfet'; did you mean 'left'?"]),
        ("alias left='image $* --series Left'; left a.jpg 'b c.jpg'", []),
        ("alias r=raw; r {\n\"a\": 1}", []),
    ])
    func `an alias is known behind its definition`(text: String, expected: [String]) {
        #expect(problems(text) == expected)
    }
}
