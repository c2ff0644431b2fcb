import TestSupport
import Testing

/// The lines that were typed before.
@Suite struct TypedHistoryTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    private var history: String { "\(sandbox.home)/.local/state/ipcsh/history" }

    private func start(_ arguments: [String] = ["--no-record"]) throws -> PseudoTerminal {
        let terminal = try sandbox.startOnTerminal(arguments)
        try terminal.expect("> ")
        return terminal
    }

    private func leave(_ terminal: PseudoTerminal) throws {
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `lines are run again by their numbers, shown and kept expanded`() throws {
        let terminal = try start()
        for (line, shown) in [
            ("echo one", "\none\r\n"),
            ("echo two", "\ntwo\r\n"),
            ("!1 more", "\r\necho one more\r\none more\r\n"),
            ("!!", "\r\necho one more\r\none more\r\n"),
            ("!-2", "\r\necho two\r\ntwo\r\n"),
            ("!99", "ipcsh: no line typed before is !99 ('history' lists them)"),
        ] {
            try terminal.send(line + "\r")
            try terminal.expect(shown)
            try terminal.expect("> ")
        }
        try leave(terminal)
        #expect(try sandbox.lines(of: history) == ["echo one", "echo two", "echo one more", "echo two"])
    }

    @Test func `a line is kept as it is entered, unless it begins with a blank`() throws {
        let requested = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            requested.signal()
            try connection.hold()
        }
        let terminal = try start(["--no-record", "--to", server.endpoint, "--linger", "0"])
        try terminal.send(" echo secret\r")
        try terminal.expect("\nsecret\r\n")
        try terminal.expect("> ")
        try terminal.send("image a.jpg\r")
        try terminal.expect("image a.jpg")
        // While the exchange is under way, another shell finds the line.
        // While the exchange is under way, another shell finds the line.
        try #require(requested.wait())
        let other = try start()
        try other.sendKey(.up)
        try other.expect("image a.jpg")
        try other.sendKey(.ctrlC)
        try other.expect("> ")
        try other.send("echo other\r")
        try other.expect("\nother\r\n")
        try other.expect("> ")
        try leave(other)
        try terminal.sendKey(.ctrlC)
        try terminal.expect("> ")
        try terminal.send("echo first\r")
        try terminal.expect("\nfirst\r\n")
        try terminal.expect("> ")
        try leave(terminal)
        #expect(try sandbox.lines(of: history) == ["image a.jpg", "echo other", "echo first"])
    }

    @Test(arguments: [".local/state/ipcsh/history", ".local"])
    func `a history file that cannot be opened is told once`(path: String) throws {
        // A folder where the file should be, or a file where a folder should be.
        let place = "\(sandbox.home)/\(path)"
        let isFolder = path.hasSuffix("history")
        let command = isFolder ? "mkdir -p '\(place)'" : "touch '\(place)'"
        #expect(try Subprocess.run("/bin/sh", ["-c", command]).termination == .exit(0))
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send("echo a\r")
        try terminal.expect("\na\r\n")
        try terminal.expect("> ")
        try terminal.send("echo b\r")
        try terminal.expect("\nb\r\n")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.output.split(separator: "the history file").count == 2, "\(terminal.output)")
    }

    @Test func `'history' lists the last ones, or those with a text`() throws {
        let terminal = try start()
        for line in ["echo a1", "echo b", "echo a2"] {
            try terminal.send(line + "\r")
            try terminal.expect("> ")
        }
        try terminal.send("history 2\r")
        try terminal.expect("\r\n3  echo a2\r\n4  history 2\r\n")
        try terminal.expect("> ")
        try terminal.send("history grep 'o a'\r")
        try terminal.expect("\r\n1  echo a1\r\n3  echo a2\r\n5  history grep 'o a'\r\n")
        try terminal.expect("> ")
        // Ctrl-R finds the newest.
        try terminal.sendKey(.ctrlR)
        try terminal.send("o a\u{1B}")
        try terminal.send("\r")
        try terminal.expect("1  echo a1\r\n3  echo a2\r\n5  history grep")
        try terminal.expect("> ")
        try leave(terminal)
    }

    @Test func `a request of several lines is one entry`() throws {
        let terminal = try start(["--no-record", "--mock"])
        try terminal.send("raw {\"a\":\r")
        try terminal.expect("...> ")
        try terminal.send("1}\r")
        try terminal.expect("{'a': 1}")
        try terminal.expect("> ")
        try terminal.sendKey(.up)
        try terminal.expect("1}")
        try terminal.send("\r")
        try terminal.expect("{'a': 1}")
        try terminal.expect("> ")
        try leave(terminal)
        #expect(try sandbox.lines(of: history) == [#"raw {"a":\n1}"#])
    }
}
