import TestSupport
import Testing

@Suite struct ManualTests {
    /// A block of a chapter.
    struct Block: CustomTestStringConvertible {
        var chapter: String
        var transcript: Transcript

        var testDescription: String { "\(chapter), \(transcript.testDescription)" }
    }

    private static let folder = "\(Sandbox.repository)/Sources/Manual/Chapters"

    private static let blocks = TemporaryDirectory.names(in: folder).filter { $0.hasSuffix(".md") }.flatMap { name in
        let text = (try? Sandbox.text(of: "\(folder)/\(name)")) ?? ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let blocks = Transcript.all(in: lines)
        let areInTurn = lines.contains("<!-- blocks: in turn -->")
        let played = areInTurn ? [Transcript(inTurn: blocks)].compactMap(\.self) : blocks
        return played.filter(\.canBePlayed).map { Block(chapter: name, transcript: $0) }
    }

    @Test(arguments: blocks)
    func `what a chapter shows is what happens`(block: Block) throws {
        let sandbox = try Sandbox()
        try sandbox.copyExamples(to: "sessions")
        let (shown, expected) = try block.transcript.play(in: sandbox)
        #expect(shown == expected)
    }

    /// `.ci/control` runs it.
    @Test func `the example for pytest is the one that is run`() throws {
        let example = try Sandbox.text(of: "\(Sandbox.repository)/Tests/Control/test_import.py")
        #expect(try Sandbox.text(of: "\(Self.folder)/control.md").contains("```python\n\(example)```"))
    }

    @Test func `most chapters show something`() {
        #expect(Set(Self.blocks.map(\.chapter)).count >= 10)
    }

    @Test func `chapters are shown as text, as a manual page and as pages for a browser`() throws {
        let sandbox = try Sandbox()
        let help = try sandbox.run(["help", "quoting"])
        #expect(help.lines.first == "Words and quotes")
        #expect(help.lines.contains("## A path with blanks"))
        let page = try sandbox.run(["man", "quoting"])
        #expect(page.lines.first?.hasPrefix(".TH IPCSH-QUOTING 7 ") == true)
        #expect(try sandbox.run(["manual", "--html", "site"]).termination == .exit(0))
        #expect(sandbox.names(in: sandbox.file("site")).contains("quoting.html"))
        #expect(try Sandbox.text(of: sandbox.file("site/index.html")).contains("<a href=\"quoting.html\">"))
        #expect(try sandbox.run(["manual", "--html", "all.html"]).termination == .exit(0))
        #expect(try Sandbox.text(of: sandbox.file("all.html")).contains("<section id=\"quoting\">"))
        #expect(try sandbox.run(["man", "--into", "pages"]).termination == .exit(0))
        let pages = sandbox.names(in: sandbox.file("pages"))
        #expect(pages.contains("ipcsh.1"))
        #expect(pages.contains("ipcsh-quoting.7"))
    }

    @Test(arguments: [
        (["man", "quotin"], "ipcsh: no chapter 'quotin'; did you mean 'quoting'? ('manual' lists all)"),
        (["manual", "--html", "/dev/null/x"], "ipcsh: /dev/null cannot be made: file exists"),
        (["manual", "--html", "/dev/null/x.html"], "ipcsh: /dev/null/x.html cannot be written: not a directory"),
        (["help", "--search", "quark"], "ipcsh: help says nothing about 'quark' ('help' lists all)"),
        (
            ["help", "password"],
            "ipcsh: no help on 'password' ('help' lists all, 'help --search password' looks for it)"
        ),
    ])
    func `what cannot be found or written is told`(arguments: [String], message: String) throws {
        #expect(try Sandbox().run(arguments).errorLines == [message])
    }
}
