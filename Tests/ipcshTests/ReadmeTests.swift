import TestSupport
import Testing

@Suite struct ReadmeTests {
    private static let transcripts: [Transcript] = {
        let text = (try? Sandbox.text(of: "\(Sandbox.repository)/README.md")) ?? ""
        return Transcript.all(in: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }()

    @Test(arguments: transcripts)
    func `what README shows is what happens`(transcript: Transcript) throws {
        let sandbox = try Sandbox()
        try sandbox.copyExamples(to: "sessions")
        let (shown, expected) = try transcript.play(in: sandbox)
        #expect(shown == expected)
    }

    @Test func `there are transcripts`() {
        #expect(!Self.transcripts.isEmpty)
    }

    @Test func `a transcript that is wrong is found out`() throws {
        let transcripts = Transcript.all(
            in: """
                ```console
                $ ipcsh --mock --no-record
                ipcsh 0.1.0: 'help' lists the commands, Tab completes, Ctrl-D leaves.
                127.0.0.1:1> echo a
                a
                127.0.0.1:1> quit
                $ ipcsh -c 'echo b'
                c
                ```
                """.split(separator: "\n").map(String.init)
        )
        try #require(transcripts.count == 1)
        let (shown, expected) = try transcripts[0].play(in: try Sandbox())
        #expect(shown == "b")
        #expect(expected == "c")
    }
}
