import TestSupport
import Testing

/// The prompt and how the terminal shows what is typed behind it.
@Suite struct PromptTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    @Test func `it shows recording and the last failure`() throws {
        let terminal = try sandbox.startOnTerminal(["--no-record", "--mock"])
        try terminal.expectScreen("nothing is recorded") { $0.contains(/\n127\.0\.0\.1:\d+>$/) }
        try terminal.send("record x.jsonl\r")
        try terminal.expect(" [rec]> ")
        try terminal.send("image ''\r")
        try terminal.expect(" [rec] [1]> ")
        try terminal.send("image a.jpg\r")
        try terminal.expect(" [rec]> ")
        try terminal.send("record off\r")
        try terminal.expect("record off")
        try terminal.expect("\r\n127.0.0.1:")
        try terminal.expectScreen("nothing is recorded") { $0.contains(/record off\n127\.0\.0\.1:\d+>$/) }
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `what cannot be recorded is not shown as recorded`() throws {
        let blocked = try sandbox.write("file", "")
        let terminal = try sandbox.startOnTerminal(["--mock", "--record", "\(blocked)/x.jsonl"])
        try terminal.expect(" [rec]> ")
        try terminal.send("image a.jpg\r")
        try terminal.expect("NOT RECORDED")
        try terminal.expectScreen("it says so no more") { $0.contains(/O\.k\.\n127\.0\.0\.1:\d+>$/) }
        try terminal.send("record x.jsonl\r")
        try terminal.expect(" [rec]> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `'set prompt' chooses another, which may have colour`() throws {
        sandbox.environment["NO_COLOR"] = nil
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("localhost:7000> ")
        try terminal.send("set prompt '100%% %h%r%?$ '\r")
        try terminal.expect("100% localhost:7000$ ")
        try terminal.send("record on\r")
        try terminal.expect("100% localhost:7000\u{1B}[2m [rec]")
        try terminal.expect("\u{1B}[0m")
        try terminal.expect("$ ")
        try terminal.send("set prompt '%q'\r")
        try terminal.expect("ipcsh: prompt: '%q' is not a prompt (%h, %r and %? stand for parts, %% for %)")
        try terminal.expect("\u{1B}[31m [2]")
        try terminal.expect("$ ")
        try terminal.send("unset prompt\r")
        try terminal.expect("unset prompt")
        try terminal.expect("\r\nlocalhost:7000")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: ["שלום.jpg", "日本語の写真.jpg", "e\u{301}te\u{301}.jpg", "🙂.jpg"])
    func `names of all scripts are edited and sent as they are`(name: String) throws {
        try sandbox.write(name, "")
        let terminal = try sandbox.startOnTerminal(["--mock", "--record", "x.jsonl"], columns: 40)
        try terminal.expect("> ")
        try terminal.send("image \t")
        try terminal.expect(".jpg ")
        // To the line's start and back, over the whole name.
        try terminal.sendKey(.ctrlA)
        try terminal.send("echo a; ")
        try terminal.sendKey(.ctrlE)
        try terminal.send("--series s\r")
        try terminal.expect("\na\r\n")
        try terminal.expect("O.k.")
        try terminal.expect("> ")
        try terminal.send("quit\r")
        #expect(try terminal.waitForExit() == 0)
        let line = try #require(try sandbox.lines(of: sandbox.file("x.jsonl")).dropFirst().first)
        #expect(line.contains(#""file":"\#(name)""#), "\(line)")
    }

    @Test func `a window of another size draws the line anew`() throws {
        let terminal = try sandbox.startOnTerminal(["--no-record"], columns: 80)
        try terminal.expect("> ")
        try terminal.send("echo 0123456789012345678901234567890123456789")
        try terminal.expect("6789")
        try terminal.resize(columns: 30)
        try terminal.expectScreen("the line has several rows") {
            $0.hasSuffix("\nlocalhost:7000> echo 012345678\n901234567890123456789012345678\n9")
        }
        try terminal.send("!\r")
        try terminal.expect("\n0123456789012345678901234567890123456789!")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }
}
