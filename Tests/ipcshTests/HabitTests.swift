import TestSupport
import Testing

@Suite struct HabitTests {
    private let sandbox: Sandbox
    private let server: ScriptedServer

    init() throws {
        sandbox = try Sandbox()
        server = try ScriptedServer.answering("O.k.\r\n")
    }

    private static let habits = [
        "image a.jpg &", "image < a.jpg", "image a.jpg 2> log", "image a.jpg 2>&1", "image $(ls)", "image `ls`",
        "image \"$(ls)\"", "image \u{2014}series x a.jpg", "image \u{201C}a b.jpg\u{201D}", "image a\u{A0}b.jpg",
        "image \u{202A}C:\\a.jpg", "image a.jpg&& echo b", "image a.jpg| cat", "image D:\\scans\\\nimage b.jpg",
    ]

    @Test(arguments: habits)
    func `nothing is sent because of a habit`(habit: String) throws {
        let text = "image first.jpg\n\(habit)\n"
        let path = try sandbox.write("s.ipcsh", text)
        let script = try sandbox.run(["--to", server.endpoint, path])
        #expect(script.error.hasPrefix("\(path):2:"), "\(script.error)")
        let given = try sandbox.run(["--to", server.endpoint, "-c", text])
        #expect(given.error.hasPrefix("ipcsh: "), "\(given.error)")
        for outcome in [script, given] {
            #expect(outcome.errorLines.count == 1, "\(outcome.error)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.termination == .exit(2))
        }
        #expect(server.connections == 0)
    }

    @Test func `all of them are told at once`() throws {
        let path = try sandbox.write(
            "s.ipcsh",
            "image \u{201C}a\u{201D} & \u{2013}s x\nif ok\nimage a.jpg 2>&1\nend\nimgae `x`\nimgae\n"
        )
        let outcome = try sandbox.run(["--to", server.endpoint, path])
        let places = ["1:7:", "1:11:", "1:13:", "3:13:", "5:7:", "6:1:"]
        #expect(outcome.errorLines.map { String($0.prefix { $0 != " " }) } == places.map { "\(path):\($0)" })
        #expect(server.connections == 0)
    }

    @Test func `what is piped or typed is refused as well, and what follows runs`() throws {
        let piped = try sandbox.run(["--dry-run", "--keep-going"], typing: "image a.jpg &\nimage b.jpg\n")
        #expect(piped.lines.count == 1)
        #expect(piped.errorLines.first?.hasPrefix("ipcsh: '&' runs nothing in the background here") == true)
        #expect(piped.termination == .exit(2))
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("> ")
        try terminal.send("image \u{201C}a.jpg\u{201D}\n")
        try terminal.expect("begins with a curly quote")
        try terminal.send("echo a$?b\n")
        try terminal.expect("a2b\r\n")
        try terminal.send("quit\n")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `CR LF means LF, in quoted text too`() throws {
        let script = "set x 'a\r\nb'\r\necho \"$x\r\nc\"\r\nraw {\"a\":\r\n1}\r\n"
        let path = try sandbox.write("s.ipcsh", script)
        #expect(try sandbox.run(["--dry-run", path]).text == "a\nb\nc\n{\"a\":\\n1}\\x04\n")
        #expect(try sandbox.run(["--dry-run"], typing: script).text == "a\nb\nc\n{\"a\":\\n1}\\x04\n")
    }

    @Test(arguments: [
        (#"~\a.jpg"#, #"~\a.jpg"#), (#"~nobody\a\b.jpg"#, #"~nobody\a\b.jpg"#), (#"~/a\b.jpg"#, #"HOME/a\b.jpg"#),
        (#"~/a\*"#, #"HOME/a\b.jpg"#),
    ])
    func `a word that begins with a tilde keeps its backslashes`(word: String, expected: String) throws {
        _ = try Subprocess.run("/usr/bin/touch", [#"\#(sandbox.home)/a\b.jpg"#])
        let outcome = try sandbox.run(["--dry-run", "-c", "echo \(word); image \(word)"])
        let path = expected.replacing("HOME", with: sandbox.home).replacing(#"\"#, with: #"\\"#)
        #expect(outcome.lines.last?.hasPrefix(#"{"image": {"file": "\#(path)""#) == true, "\(outcome)")
        #expect(outcome.lines.first == word)
    }
}
