import Testing

@testable import ShellLanguage

/// Definitions that are found first and read when they are used.
@Suite struct UnreadDefinitionTests {
    private func read(_ files: [(path: String, text: String)]) -> (Definitions, [String]) {
        var scope = Scope(TestCatalog())
        var problems: [String] = []
        for file in files { problems += Program.readDefinitions(file.text, file: file.path, scope: &scope) }
        return (scope.definitions, problems)
    }

    private struct Summary: Hashable {
        let usage: String
        let help: [String]
        let parameters: [Parameter]
        let position: SourcePosition
        let steps: [SourcePosition]?
        let lines: [SourcePosition]?
        let requests: [SourcePosition]?

        init(_ definition: Definition) {
            usage = definition.usage
            help = definition.help
            parameters = definition.parameters
            position = definition.position
            steps = definition.contents?.body.steps.map(\.position)
            lines = definition.contents?.lines.map(\.position)
            requests = definition.contents?.requests.map(\.position)
        }
    }

    @Test(arguments: [
        "",
        "# nothing\n",
        "define a\nend",
        "define a NAME\n    request {\"a\": $name}\nend\n\n# Of b.\n# And more.\ndefine b X:NUMBER [--y TEXT=1]\n  a $x\nend\n",
        "# Not of a.\n\n# Of a.\ndefine a\nend\n# Of none.\n",
        "\t define\ta\tX\nend\n   # Of b.\n   define b\nend\n",
        "define a # help\nend\ndefine b # help\nend\n",
        "define robot move X Y\n  request [$x, $y]\n  answer \"Ok\"\nend\ndefine robot stop\n  robot move 1 2\nend\n",
        "define --override image FILE\n  request {\"file\": $file}\nend\n",
        "define a (\n  NAME # its name\n  [--x NUMBER] # its place\n)\n  request {\n    \"a\": $name\n  }\nend\ndefine b\nend\n",
        "define a \\\n  X\n  if ok\n    echo $x\n  end\nend\ndefine b\n  repeat 2\n  a 1\n  end\nend\n",
        "define a\r\n  echo x\r\nend\r\n# Of b: \u{E4}\r\ndefine b X\r\nend\r\n",
        "define a\n  echo é 'x\n\nend\n'\nend\ndefine b\nend\n",
        "define a\n  answer \"Ok\"\n  after x1\n  ok ^Ok\nend\n",
    ])
    func `what is found is what is read`(text: String) throws {
        let (read, problems) = read([("f", text)])
        #expect(problems == [])
        let found = try #require(Definitions(of: [("f", text)], TestCatalog()))
        #expect(found.places == read.places)
        #expect(found.names == read.names)
        #expect(found.all.map(Summary.init) == read.all.map(Summary.init))
        for name in read.names {
            #expect(found.command(named: name, TestCatalog())?.name == read.command(named: name, TestCatalog())?.name)
        }
    }

    /// Such a text is never taken for known.
    @Test(arguments: [
        "define a; end\n",
        "define a\n  echo 'x\ndefine b\n'\nend\n",
        "define \\\n  a\nend\n",
    ])
    func `what is not found by its first words is told apart`(text: String) {
        #expect(Definitions(of: [("f", text)], TestCatalog())?.places != read([("f", text)]).0.places)
    }

    @Test func `a definition that takes the place of another is none that can wait`() {
        let first = (path: "f", text: "define a X\n  echo $x\nend\n")
        let second = (path: "g", text: "define a Y\n  echo $y\nend\n")
        #expect(Definitions(of: [first], TestCatalog()) != nil)
        #expect(Definitions(of: [first, second], TestCatalog()) == nil)
        #expect(Definitions(of: [(path: "f", text: first.text + second.text)], TestCatalog()) == nil)
    }

    @Test func `definitions know those of other files, and themselves`() throws {
        let files = [
            (path: "f", text: "define a X\n  request {\"a\": $x}\nend\n"),
            (path: "g", text: "define b X\n  a $x\n  b $x\nend\n"),
        ]
        let found = try #require(Definitions(of: files, TestCatalog()))
        let contents = try #require(found.definition(named: "b")?.contents)
        #expect(contents.body.steps.count == 2)
        #expect(contents.body.steps.map(\.position.file) == ["g", "g"])
    }
}
