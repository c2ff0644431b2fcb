import TestSupport
import Testing

/// What a terminal sends when somebody pastes, and what is typed that is no text.
@Suite struct InteractivePasteTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
        try sandbox.write("scan.jpg", "")
    }

    private static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

    @Test func `a Tab in what is pasted adds no file`() throws {
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send(Self.paste("echo a\tsc\t") + "\r")
        try terminal.expect("\na sc\r\n")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `lines run one after the other, as if they were typed`() throws {
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("> ")
        try terminal.send(Self.paste("echo 'one\ntwo'\nimage a.jpg\n\nhistory\necho th") + "ree\r")
        try terminal.expect("\none\r\ntwo\r\n")
        try terminal.expect("\nO.k.\r\n")
        try terminal.expect("\n1  echo 'one\r\ntwo'\r\n2  image a.jpg\r\n3  history\r\n")
        try terminal.expect("\nthree\r\n")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: [("y", true), ("", false)])
    func `'set confirm-paste on' shows them first, and asks`(answer: String, runs: Bool) throws {
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send("set confirm-paste on\r")
        try terminal.expect("> ")
        try terminal.send(Self.paste("echo first\necho second"))
        try terminal.expect("  echo first\r\n  echo second\r\nrun these 2 lines? [y/N] ")
        try terminal.send("\(answer)\r")
        if runs {
            try terminal.expect("\nfirst\r\n")
            try terminal.expect("\nsecond\r\n")
        }
        try terminal.expect("> ")
        try terminal.send("set confirm-paste off; set confirm-paste; echo third\r")
        try terminal.expect("\noff\r\nthird\r\n")
        #expect(terminal.output.split(separator: "\r\n").contains("first") == runs)
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `Ctrl-C drops the lines that have not run`() throws {
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send(Self.paste("echo first; sleep 1h\necho second\n"))
        try terminal.expect("\nfirst\r\n")
        try terminal.sendKey(.ctrlC)
        // What the terminal shows of the key is not in front of the prompt.
        try terminal.expect("^C\r\n")
        try terminal.expectScreen("the prompt stands in a row of its own") {
            $0.hasSuffix("\n^C\nlocalhost:7000 [130]>")
        }
        try terminal.expect("> ")
        try terminal.send("! kill -INT $$\r")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        _ = try terminal.waitForExit()
        #expect(!terminal.output.split(separator: "\r\n").contains("second"))
    }

    @Test func `Ctrl-C at the prompt shows, and the next one begins a row`() throws {
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send("echo half")
        try terminal.expect("half")
        try terminal.sendKey(.ctrlC)
        try terminal.expect("^C")
        try terminal.expectScreen("the prompt is there again") { $0.hasSuffix("7000> echo half^C\nlocalhost:7000>") }
        try terminal.sendKey(.ctrlD)
        _ = try terminal.waitForExit()
    }

    @Test(arguments: ["xterm", "dumb"])
    func `a line that is not UTF-8 is refused`(terminalType: String) throws {
        sandbox.environment["TERM"] = terminalType
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send(bytes: Array("echo caf".utf8) + [0xE9] + Array(".jpg\r".utf8))
        try terminal.expect("ipcsh: the line is not UTF-8")
        try terminal.expect(" [2]> ")
        try terminal.send("echo café\r")
        try terminal.expect("\ncafé\r\n")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.output.contains("?2004") == (terminalType != "dumb"))
    }

    @Test func `a name with accents as macOS stores them is edited like any other`() throws {
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send("echo u\u{308}be\u{301}r")
        try terminal.expect("r")
        // Back over r, e with its accent, b; then a letter.
        try terminal.send("\u{1B}[D\u{1B}[D\u{1B}[Dx")
        try terminal.expectScreen("the letter stands before b") { $0.hasSuffix("echo u\u{308}xbe\u{301}r") }
        try terminal.send("\r")
        try terminal.expect("\nu\u{308}xbe\u{301}r\r\n")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }
}
