import Testing

@testable import Shell

@Suite struct ProgramTests {
    @Test func `everything that is wrong is told, not only the first`() {
        let text = "imgae a.jpg\nimage b.jpg\n\nimage c.jpg --serise x\n$x y\nelements\n"
        let problems = problems(text, scope: Scope())
        #expect(problems.count == 4)
        #expect(problems.first == "s.ipcsh:1:1: unknown command 'imgae'; did you mean 'image'?")
        #expect(problems[1].hasPrefix("s.ipcsh:4:1: image: unknown option '--serise'"))
        #expect(problems[2] == "s.ipcsh:5:1: a command's name has no variables and no patterns")
        #expect(problems[3].hasPrefix("s.ipcsh:6:1: elements: "))
        #expect(problems[3].contains("  usage: elements FILE ..."))
    }

    @Test func `what is expanded later is parsed later`() throws {
        let steps = try program("image a.jpg; image $x; image *.jpg; echo '$x' *; raw $x").steps
        let areParsed = steps.map { step in
            if case .words = step.content { false } else { true }
        }
        #expect(areParsed == [true, false, false, true, true])
    }

    @Test(arguments: [
        (#"raw {"a": 1}"#, #"{"a": 1}"#, false),
        (#"raw   --force {"image": null} "#, #"{"image": null} "#, true),
        ("raw --timeout 5s --force [1,\n2]", "[1,\n2]", true),
        ("raw --force {\n}", "{\n}", true),
        ("raw a --force", "a --force", false),
        ("raw @some file", "@some file", false),
        (#"raw "quoted" 'too'; #x"#, #""quoted" 'too'; #x"#, false),
    ])
    func `options stand before a raw text`(line: String, text: String, force: Bool) throws {
        let steps = try program(line).steps
        try #require(steps.count == 1)
        let command: RawCommand
        switch steps[0].content {
        case .quick(let words, _): command = try #require(RawCommand.parseQuickly(words))
        case .parsed(.command(let parsed)): command = try #require(parsed as? RawCommand)
        default:
            Issue.record("not a raw command: \(steps[0])")
            return
        }
        #expect(command.text == [text])
        #expect(command.force == force)
    }

    @Test(arguments: [
        "raw {", "echo 'a", "echo \"a", "image \\", "if ok", "if ok\nelse", "for f in a b", "repeat 3",
        "repeat 3\nif ok\nend",
        "repeat 2 raw {",
    ])
    func `a text that only lacks an end is incomplete`(text: String) {
        #expect(throws: ProgramError.self) { try program(text, moreMayFollow: true) }
        do throws(ProgramError) {
            _ = try program(text, moreMayFollow: true)
        } catch {
            #expect(error.isIncomplete)
        }
    }
}
