import TestSupport
import Testing

/// Job control, the user's own keys, help and settings.
@Suite struct InteractiveSessionTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    @Test func `Ctrl-Z suspends, and fg goes on with the line`() throws {
        let terminal = try PseudoTerminal(columns: 120)
        let environment = sandbox.environment.merging(["TERM": "xterm", "PS1": "shell$ "]) { $1 }
        try terminal.spawn(
            "/bin/bash",
            ["--norc", "--noprofile", "--noediting", "-i"],
            environment: environment,
            directory: sandbox.work
        )
        try terminal.expect("shell$ ")
        try terminal.send("'\(sandbox.program)' --no-record\r")
        try terminal.expect("localhost:7000> ")
        try terminal.send("echo half")
        try terminal.expect("half")
        try terminal.sendKey(.ctrlZ)
        try terminal.expect("Stopped")
        try terminal.expect("shell$ ")
        // The terminal echoes and makes lines again.
        try terminal.send("echo in bash\r")
        try terminal.expect("\nin bash\r\n")
        try terminal.send("fg\r")
        try terminal.expect("localhost:7000> ")
        try terminal.expect("echo half")
        try terminal.send(" done\r")
        try terminal.expect("\nhalf done\r\n")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        try terminal.expect("shell$ ")
        try terminal.send("exit\r")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `~/.editrc is read: the keys of vi`() throws {
        let path = sandbox.home + "/.editrc"
        try sandbox.write("editrc", "bind -v\n")
        let copy = try Subprocess.run("/bin/cp", [sandbox.file("editrc"), path])
        #expect(copy.termination == .exit(0))
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send("echo one two")
        try terminal.sendKey(.escape)
        // The last word goes.
        try terminal.send("bDathree\r")
        try terminal.expect("\none three\r\n")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(arguments: [
        ("keys", "Ctrl-R"), ("variables", "${last}"), ("protocol", "0x04"), ("settings", "focal-length"),
        ("image", "Example: image"), ("edit", "$VISUAL"),
    ])
    func `help explains commands and topics`(topic: String, text: String) throws {
        let outcome = try sandbox.run(["help", topic])
        #expect(outcome.text.contains(text))
        #expect(outcome.termination == .exit(0))
        // Every topic fits a terminal of 120 columns.
        #expect(outcome.lines.allSatisfy { $0.count <= 120 })
    }

    @Test func `help lists all commands, and suggests what was meant`() throws {
        let list = try sandbox.run(["help"])
        #expect(list.lines.contains("  image        Import images into a measurement series."))
        #expect(list.lines.contains("  protocol     what goes over the wire"))
        let unknown = try sandbox.run(["help", "keyes"])
        #expect(unknown.errorLines == ["ipcsh: no help on 'keyes'; did you mean 'keys'? ('help' lists all)"])
        #expect(unknown.termination == .exit(2))
    }

    @Test func `'set' tells where values come from`() throws {
        try sandbox.write("rc", "set series left\n")
        sandbox.environment["IPCSH_RC"] = sandbox.file("rc")
        sandbox.environment["IPCSH_TIMEOUT"] = "7s"
        sandbox.environment["XDG_CONFIG_HOME"] = sandbox.work
        try sandbox.write("ipcsh/config", "focal-length = 12.5\n")
        let terminal = try sandbox.startOnTerminal(["--no-record", "--to", "winbox"])
        try terminal.expect("> ")
        try terminal.send("set json on; set json off; set; unset timeout; set\r")
        for line in [
            "to              winbox:7000             (option --to)",
            "series          left                    (\(sandbox.file("rc")))",
            "focal-length    12.5                    (\(sandbox.work)/ipcsh/config)",
            "timeout         7s                      (environment: IPCSH_TIMEOUT)",
            "keep-alive      off                     (default)",
            "json            off                     (set)",
            "timeout         30s                     (default)",
        ] {
            try terminal.expect("\(line)\r\n")
        }
        try terminal.expect("winbox:7000> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `the manual page is of this version`() throws {
        let version = try sandbox.run(["--version"]).text.dropLast()
        let page = try sandbox.run(["man"])
        #expect(page.lines.first?.hasSuffix("\"\(version)\"") == true)
        #expect(page.text.contains("\n.SH EXIT STATUS\n"))
        #expect(page.termination == .exit(0))
    }
}
