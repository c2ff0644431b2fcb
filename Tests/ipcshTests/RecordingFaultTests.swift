import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What happens when the file of a recording cannot be written, or goes away.
@Suite struct RecordingFaultTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    /// Runs the program with files that may not grow beyond one block of the system's shell: 512 or 1024 bytes.
    private func runWithSmallDisk(_ arguments: String, typing text: String = "") throws -> Subprocess.Outcome {
        try Subprocess.run(
            "/bin/sh",
            ["-c", "ulimit -f 1; exec \(sandbox.program) \(arguments)"],
            environment: sandbox.environment,
            directory: sandbox.work,
            typing: text
        )
    }

    /// A server that deletes a file, or a folder with it, before it answers a certain request.
    private func server(deleting path: String, at number: Int) throws -> ScriptedServer {
        try ScriptedServer { connection in
            try connection.receiveRequest()
            if connection.number == number - 1 {
                unlink(path)
                if path.contains("/gone/") { rmdir(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])) }
            }
            try connection.send("O.k.\r\n")
        }
    }

    @Test func `on a full disk a script stops before the next exchange`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        try sandbox.write("many.ipcsh", String(repeating: "image a.jpg\n", count: 20))
        let outcome = try runWithSmallDisk("--to \(server.endpoint) --record x.jsonl many.ipcsh")
        #expect(outcome.termination == .exit(3))
        #expect(outcome.error.contains("x.jsonl: cannot be recorded: "))
        let recorded = try sandbox.lines(of: sandbox.file("x.jsonl")).count { $0.hasPrefix("{\"n\":") }
        #expect(recorded > 0)
        // The one that found no room, and none after it.
        #expect(server.executions == recorded + 1)
        #expect(try sandbox.run(["session", "check", "x.jsonl"]).termination == .exit(0))
    }

    @Test func `on a full disk an interactive shell warns, and goes on`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        let terminal = try PseudoTerminal(columns: 120)
        let command = "ulimit -f 1; exec \(sandbox.program) --to \(server.endpoint) --record x.jsonl"
        let environment = sandbox.environment.merging(["TERM": "xterm"]) { $1 }
        try terminal.spawn("/bin/sh", ["-c", command], environment: environment, directory: sandbox.work)
        try terminal.expect("> ")
        // What is too long even for an empty file.
        try terminal.send("image \(String(repeating: "a", count: 1100)).jpg\r")
        try terminal.expect("NOT RECORDED: x.jsonl: cannot be recorded: ")
        try terminal.expect("> ")
        try terminal.send("image b.jpg\r")
        try terminal.expect("\nO.k.")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
        #expect(server.executions == 2)
        #expect(try sandbox.lines(of: sandbox.file("x.jsonl")).last == "{\"end\":1}")
    }

    @Test func `when its file was deleted, a script stops before the next exchange`() throws {
        for name in ["x.jsonl", "gone/x.jsonl"] {
            let path = try sandbox.write(name, "")
            let server = try server(deleting: path, at: 3)
            let commands = String(repeating: "image a.jpg\n", count: 10)
            let outcome = try sandbox.run(["--to", server.endpoint, "--record", name], typing: commands)
            #expect(outcome.termination == .exit(3))
            let words = "cannot record: \(name): was deleted while it was being recorded; its 3 exchanges are lost"
            #expect(outcome.error.contains(words), "\(outcome.error)")
            #expect(server.executions == 3)
        }
    }

    @Test func `a file that was deleted during the last exchange is told, too`() throws {
        let server = try server(deleting: sandbox.file("x.jsonl"), at: 1)
        let outcome = try sandbox.run(["image", "a.jpg", "--to", server.endpoint, "--record", "x.jsonl"])
        #expect(outcome.error == "ipcsh: x.jsonl: was deleted while it was being recorded; its exchange is lost\n")
        #expect(outcome.termination == .exit(3))
    }

    @Test func `a file that was replaced counts as deleted, a renamed one goes on`() throws {
        let path = sandbox.file("x.jsonl")
        let other = try sandbox.write("other", "")
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            if connection.number == 1 { rename(path, path + ".1") }
            if connection.number == 2 { rename(other, path + ".1") }
            try connection.send("O.k.\r\n")
        }
        let commands = String(repeating: "image a.jpg\n", count: 10)
        let outcome = try sandbox.run(["--to", server.endpoint, "--record", "x.jsonl"], typing: commands)
        #expect(outcome.error.contains("its 3 exchanges are lost"))
        #expect(server.executions == 3)
    }

    @Test func `an interactive shell warns once, loudly, and goes on`() throws {
        let path = sandbox.file("x.jsonl")
        let server = try server(deleting: path, at: 1)
        let terminal = try sandbox.startOnTerminal(["--to", server.endpoint, "--record", "x.jsonl"])
        try terminal.expect("> ")
        for number in 1...4 {
            try terminal.send("image \(number).jpg\r")
            if number == 2 { try terminal.expect("NOT RECORDED: cannot record: x.jsonl: was deleted") }
            try terminal.expect("\nO.k.")
            try terminal.expect("> ")
        }
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
        #expect(server.executions == 4)
        // A new file takes what follows.
        let names = try sandbox.lines(of: path).compactMap { $0.firstMatch(of: /\d\.jpg/)?.output }
        #expect(names == ["3.jpg", "4.jpg"])
    }

    @Test func `a second recorder is refused, and the first goes on`() throws {
        let (asked, answer) = (try TestEvent(), try TestEvent())
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            asked.signal()
            try connection.wait(for: answer)
            try connection.send("O.k.\r\n")
        }
        let first = try sandbox.start(["image", "a.jpg", "--to", server.endpoint, "--record", "x.jsonl"])
        #expect(asked.wait())
        for second in [["image", "b.jpg", "--mock", "--record", "x.jsonl"], ["session", "check", "x.jsonl"]] {
            let outcome = try sandbox.run(second)
            guard second[0] == "image" else {
                #expect(outcome.termination == .exit(0))
                continue
            }
            let words = "another program is recording into it; choose another file"
            #expect(outcome.error == "ipcsh: cannot record: x.jsonl: \(words) (--no-record goes without)\n")
            #expect(outcome.termination == .exit(3))
            #expect(outcome.output.isEmpty)
        }
        answer.signal()
        #expect(try first.wait().termination == .exit(0))
        #expect(try sandbox.lines(of: sandbox.file("x.jsonl")).count == 3)
    }
}
