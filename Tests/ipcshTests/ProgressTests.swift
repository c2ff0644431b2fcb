import TestSupport
import Testing

/// The bar of long work, on a terminal.
@Suite struct ProgressTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// Runs it in the system's shell, on a terminal.
    private func screen(_ command: String) throws -> [Substring] {
        sandbox.environment["IPCSH"] = sandbox.program
        let terminal = try PseudoTerminal(columns: 60)
        let environment = sandbox.environment.merging(["TERM": "xterm"]) { given, _ in given }
        try terminal.spawn("/bin/sh", ["-c", command], environment: environment, directory: sandbox.work)
        _ = try terminal.waitForExit()
        return terminal.screenText.split(separator: "\n")
    }

    @Test(
        arguments: [
            ("$IPCSH image a b c --mock", ["ipcsh: 3 of 3 imported"]),
            ("$IPCSH image a b c --mock | cat", ["O.k.", "O.k.", "O.k.", "ipcsh: 3 of 3 imported"]),
            ("$IPCSH -c 'echo x; image a b c' --mock | cat", ["x", "O.k.", "O.k.", "O.k.", "ipcsh: 3 of 3 imported"]),
            ("$IPCSH image a b c --mock > out; cat out", ["ipcsh: 3 of 3 imported", "O.k.", "O.k.", "O.k."]),
            ("$IPCSH image a b c --dry-run 2>&1 | cut -c 1-4", ["{\"im", "{\"im", "{\"im", "ipcs"]),
        ]
    )
    func `it stands in front of no line`(command: String, lines: [String]) throws {
        let screen = try screen(command)
        // Two programs write to the terminal: which of them comes first is not told.
        #expect(screen.map(String.init).sorted() == lines.sorted(), "\(screen)")
    }

    @Test func `it is seen meanwhile`() throws {
        let seen = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.wait(for: seen)
            try connection.send("O.k.\r\n")
        }
        let terminal = try sandbox.startOnTerminal(["image", "a.jpg", "b.jpg", "--to", server.endpoint, "--no-record"])
        try terminal.expect("] 0/2  a.jpg")
        seen.signal()
        #expect(try terminal.waitForExit() == 0)
        #expect(!terminal.screenText.contains("0/2"))
    }
}
