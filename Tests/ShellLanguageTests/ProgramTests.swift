import Testing

@testable import ShellLanguage

@Suite struct ProgramTests {
    @Test func `everything that is wrong is told, not only the first`() throws {
        let text = "imgae a.jpg\nimage b.jpg\n\nimage c.jpg --serise x\n$x y\nelements\n"
        let problems = problems(text, scope: Scope(TestCatalog()))
        try #require(problems.count == 4)
        #expect(problems.first == "s.ipcsh:1:1: unknown command 'imgae'; did you mean 'image'?")
        #expect(problems[1] == "s.ipcsh:4:1: image: unknown option '--serise'")
        #expect(problems[2] == "s.ipcsh:5:1: a command's name has no variables and no patterns")
        #expect(problems[3] == "s.ipcsh:6:1: elements: a file is missing")
    }

    @Test func `what is expanded later is checked later`() throws {
        let steps = try program("image a.jpg; image $x; image *.jpg; echo '$x' *; raw $x").steps
        let areChecked = steps.map { step in
            if case .open = step.content { false } else { true }
        }
        #expect(areChecked == [true, false, false, true, true])
    }
}
