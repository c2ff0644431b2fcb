import TestSupport
import Testing

@Suite struct InteractiveExchangeTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    @Test(arguments: ["", " | cat", " | cat >&2"])
    func `a progress bar never stands in front of what is put out`(pipe: String) throws {
        let terminal = try PseudoTerminal(columns: 100)
        let environment = sandbox.environment.merging(["TERM": "xterm"]) { given, _ in given }
        let command = "'\(sandbox.program)' --mock --keep-going image a.jpg '' c.jpg\(pipe)"
        try terminal.spawn("/bin/sh", ["-c", command], environment: environment, directory: sandbox.work)
        _ = try terminal.waitForExit()
        #expect(terminal.output.contains("[>") == pipe.isEmpty)
        for row in terminal.screenText.split(separator: "\n") where row.contains("[") || row.contains("O.k.") {
            #expect(row == "O.k.")
        }
        #expect(terminal.screenText.contains("ipcsh: 2 of 3 imported, 1 failed"))
    }

    @Test func `Ctrl-C gives the line up, and the shell goes on`() throws {
        let terminal = try sandbox.startOnTerminal()
        try terminal.expect("> ")
        try terminal.send("image never sent")
        try terminal.expect("never sent")
        try terminal.sendKey(.ctrlC)
        try terminal.expect("localhost:7000 [rec]> ")
        try terminal.send("echo here\r")
        try terminal.expect("\nhere")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `Ctrl-C abandons an exchange that gets no answer, a second one its late answer`() throws {
        let requested = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            if connection.number == 0 {
                requested.signal()
                try connection.receiveToEnd()
                // The half-close has come; the connection's end comes when it is abandoned.
                try connection.hold()
            }
        }
        let answering = try ScriptedServer.answering("O.k.\r\n")
        let terminal = try sandbox.startOnTerminal(["--to", server.endpoint, "--record", "x.jsonl"])
        try terminal.expect("\(server.endpoint) [rec]> ")
        try terminal.send("image a.jpg\r")
        try #require(requested.wait())
        try terminal.sendKey(.ctrlC)
        try terminal.expect(
            "interrupted while waiting for \(server.endpoint); still waiting for the late answer, up to 1m (Ctrl-C leaves,"
        )
        try terminal.sendKey(.ctrlC)
        try terminal.expect("interrupted while waiting for \(server.endpoint); the request may have been executed; ")
        try terminal.expect("\(server.endpoint) [rec] [130]> ")
        try terminal.send("echo status $?\r")
        try terminal.expect("\nstatus 130")
        try terminal.expect("> ")
        try terminal.send("connect \(answering.endpoint)\r")
        try terminal.expect("\(answering.endpoint) [rec]> ")
        try terminal.send("image b.jpg\r")
        try terminal.expect("\nO.k.")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
        let lines = try sandbox.lines(of: sandbox.file("x.jsonl"))
        try #require(lines.count == 4)
        #expect(lines[1].contains(#""error":"cancelled""#))
        #expect(lines.last == "{\"end\":2}")
        #expect(server.connections == 1)
    }

    @Test func `what was recorded replays the same`() throws {
        let terminal = try sandbox.startOnTerminal(["--mock", "--record", "x.jsonl"])
        try terminal.expect("> ")
        for (line, answer) in [
            ("image a.jpg --series left", "O.k."), ("elements p.gxml", "O.k."), ("raw {\"x\": null}", "{'x': None}"),
            ("image ''", "could not be read."),
        ] {
            try terminal.send(line + "\r")
            try terminal.expect("\r\n")
            try terminal.expect(answer)
            try terminal.expect("> ")
        }
        try terminal.sendKey(.ctrlD)
        try terminal.expect("recorded in x.jsonl")
        #expect(try terminal.waitForExit() == 0)
        let replay = try sandbox.run(["replay", "x.jsonl", "--mock"])
        #expect(replay.text.hasPrefix("sent 4 of 4: all the same in "))
        #expect(replay.termination == .exit(0))
    }

    @Test func `a recording that cannot be made is told once, and the shell goes on`() throws {
        let blocked = try sandbox.write("file", "")
        sandbox.environment["IPCSH_SESSIONS"] = "\(blocked)/sub"
        let terminal = try sandbox.startOnTerminal(["--mock"])
        try terminal.expect("> ")
        try terminal.send("image a.jpg\r")
        try terminal.expect("ipcsh: NOT RECORDED: ")
        try terminal.expect("\nO.k.")
        try terminal.send("image b.jpg\r")
        try terminal.expect("\nO.k.")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.output.matches(of: /NOT RECORDED/).count == 1)
    }

    @Test func `the rc file runs first, and a mistake in it keeps nobody out`() throws {
        let rc = try sandbox.write("rc", "echo from the rc file\nset series left\n")
        sandbox.environment["IPCSH_RC"] = rc
        let terminal = try sandbox.startOnTerminal()
        try terminal.expect("from the rc file")
        try terminal.expect("> ")
        try terminal.send("set series\r")
        try terminal.expect("\nleft")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)

        try sandbox.write("rc", "imgae\n")
        let second = try sandbox.startOnTerminal()
        try second.expect("\(rc):1:1: unknown command 'imgae'")
        try second.expect("> ")
        try second.sendKey(.ctrlD)
        #expect(try second.waitForExit() == 0)

        let third = try sandbox.startOnTerminal(["-X"])
        try third.expect("> ")
        try third.sendKey(.ctrlD)
        #expect(try third.waitForExit() == 0)
        #expect(!third.output.contains("imgae"))
    }
}
