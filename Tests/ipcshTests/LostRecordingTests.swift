import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Recordings of servers that lack exchanges, which is told at once and in the end, whatever else is not to be told.
@Suite struct LostRecordingTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// Stands for a full disk.
    private static let noRoom = "ulimit -f 8"

    /// Makes exchanges, all of which are answered.
    private func exchange(_ count: Int, with endpoint: String) throws {
        let load = ["bench", "--to", endpoint, "--requests", "\(count)", "--json"]
        let outcome = try sandbox.run(load)
        #expect(outcome.text.contains(#""requests":\#(count),"errors":0,"#), "\(outcome)")
    }

    /// How many of how many exchanges a server says that it has recorded, if it says so.
    private static func figures(_ outcome: Subprocess.Outcome, in path: String) -> (recorded: Int, total: Int)? {
        for line in outcome.errorLines where line.contains(" recorded in \(path): ") {
            let words = line.split(separator: " ")
            guard words.count > 3, words[0] == "ipcsh:", words[2] == "of" else { continue }
            if let recorded = Int(words[1]), let total = Int(words[3]) { return (recorded, total) }
        }
        return nil
    }

    @Test(arguments: ["mock", "proxy"])
    func `a journal without room is told at once and counted, and has no end`(front: String) throws {
        let (upstream, to) = try sandbox.startServer(["mock", "-q"])
        let (server, endpoint) = try sandbox.startServer(
            [front, "--record", "journal.jsonl", "-q"] + (front == "proxy" ? ["--to", to] : []),
            preparation: Self.noRoom
        )
        try exchange(300, with: endpoint)
        try server.waitForError("NOT RECORDED: ")
        server.send(SIGTERM)
        let outcome = try server.wait()
        let (recorded, total) = try #require(Self.figures(outcome, in: "journal.jsonl"))
        #expect(total == 300)
        let lines = try sandbox.lines(of: sandbox.file("journal.jsonl"))
        #expect(lines.count == recorded + 1)
        #expect(lines.last?.hasPrefix("{\"n\":\(recorded),") == true)
        #expect(outcome.termination == .exit(3))
        withExtendedLifetime(upstream) {}
    }

    @Test(arguments: ["rm journal.jsonl", "mv other.jsonl journal.jsonl", ": > journal.jsonl"], ["mock", "proxy"])
    func `a journal that somebody takes away is told`(command: String, front: String) throws {
        try sandbox.write("other.jsonl", "something else\n")
        let (upstream, to) = try sandbox.startServer(["mock", "-q"])
        let (server, endpoint) = try sandbox.startServer(
            [front, "--record", "journal.jsonl", "-q"] + (front == "proxy" ? ["--to", to] : [])
        )
        try exchange(5, with: endpoint)
        #expect(
            try Subprocess.run(
                "/bin/sh",
                ["-c", command],
                environment: sandbox.environment,
                directory: sandbox.work
            ).termination == .exit(0)
        )
        try exchange(5, with: endpoint)
        try server.waitForError("NOT RECORDED: ")
        server.send(SIGTERM)
        let outcome = try server.wait()
        #expect(Self.figures(outcome, in: "journal.jsonl")?.total == 10)
        #expect(outcome.termination == .exit(3))
        withExtendedLifetime(upstream) {}
    }

    private func writeServed() throws {
        try sandbox.write(
            "served.jsonl",
            """
            {"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}
            {"n":1,"request":{"a":1},"response":"one","gap":0,"ms":0}
            {"match":{"image":{"file":"*.tif"}},"response":"O.k."}
            {"match":{"elements":{}},"response":"O.k."}

            """
        )
    }

    @Test func `a miss that cannot be added to the session is told`() throws {
        try writeServed()
        let (upstream, to) = try sandbox.startServer(["mock", "-q"])
        let size = try Sandbox.text(of: sandbox.file("served.jsonl")).utf8.count
        let (server, endpoint) = try sandbox.startServer(
            ["mock", "--serve", "served.jsonl", "--on-miss", "record:\(to)", "-q"],
            preparation: "ulimit -f 0"
        )
        #expect(try sandbox.run(["image", "a.jpg", "--to", endpoint]).text == "O.k.\n")
        try server.waitForError("NOT RECORDED: ")
        server.send(SIGTERM)
        let outcome = try server.wait()
        let (recorded, total) = try #require(Self.figures(outcome, in: "served.jsonl"))
        #expect(recorded == 0)
        #expect(total == 1)
        #expect(outcome.termination == .exit(3))
        #expect(try Sandbox.text(of: sandbox.file("served.jsonl")).utf8.count == size)
        withExtendedLifetime(upstream) {}
    }

    @Test(arguments: [["--on-fatal", "exit"], ["--serve", "served.jsonl", "--expect-all"]])
    func `a lost recording shows in the status before all else`(options: [String]) throws {
        try writeServed()
        let (server, endpoint) = try sandbox.startServer(
            ["mock", "--record", "journal.jsonl"] + options,
            preparation: Self.noRoom
        )
        try exchange(300, with: endpoint)
        // The vendor's server ends by it.
        if options[0] == "--on-fatal" {
            _ = try sandbox.run(["--to", endpoint, "raw", "--force", "null"])
        } else {
            server.send(SIGTERM)
        }
        let outcome = try server.wait()
        #expect(Self.figures(outcome, in: "journal.jsonl") != nil)
        #expect(outcome.termination == .exit(3))
    }

    @Test func `the shell tells of its mock server's journal at once and when it ends`() throws {
        let shell = "\(Self.noRoom); exec \"$0\" \"$@\""
        for (end, status) in [("mock stop", Int32(3)), ("echo the end", 3)] {
            let commands = "mock start --record journal.jsonl; repeat 300 image a.jpg; echo all sent; \(end)"
            let outcome = try Subprocess.run(
                "/bin/sh",
                ["-c", shell, sandbox.program, "--no-record", "-c", commands],
                environment: sandbox.environment,
                directory: sandbox.work
            )
            #expect(outcome.lines.contains("all sent"))
            #expect(outcome.error.contains("ipcsh: mock: NOT RECORDED: "))
            #expect(outcome.error.contains(" of 300 recorded in journal.jsonl: "))
            #expect(outcome.termination == .exit(status))
            unlink(sandbox.file("journal.jsonl"))
        }
    }

    @Test func `stubs that never answered are listed, too`() throws {
        try writeServed()
        let (server, endpoint) = try sandbox.startServer(["mock", "--serve", "served.jsonl", "--expect-all"])
        #expect(try sandbox.run(["--to", endpoint, "raw", #"{"a": 1}"#]).text == "one\n")
        #expect(try sandbox.run(["image", "a.tif", "--to", endpoint]).text == "O.k.\n")
        server.send(SIGTERM)
        let outcome = try server.wait()
        #expect(outcome.errorLines.suffix(2) == ["ipcsh: 1 stub never answered", #"  stub 2: {"elements": {}}"#])
        #expect(outcome.termination == .exit(4))
    }

    @Test(arguments: ["mock", "proxy"])
    func `what is redacted does not come into a server's recording`(front: String) throws {
        let (upstream, to) = try sandbox.startServer(["mock", "-q"])
        let (server, endpoint) = try sandbox.startServer(
            [front, "--record", "journal.jsonl", "--redact", "/image/file"] + (front == "proxy" ? ["--to", to] : [])
        )
        #expect(try sandbox.run(["image", "secret.gxml", "--to", endpoint]).termination == .exit(1))
        server.send(SIGTERM)
        #expect(try server.wait().termination == .exit(0))
        let text = try Sandbox.text(of: sandbox.file("journal.jsonl"))
        #expect(text.contains(#""redacted":["/image/file"]"#))
        #expect(text.contains("[redacted]"))
        #expect(!text.contains("secret"))
        withExtendedLifetime(upstream) {}
    }

    @Test(arguments: [
        (["proxy", "--to", "nosuch.invalid"], Int32(3), "ipcsh: --to: cannot reach nosuch.invalid:7000: unknown host"),
        (
            ["mock", "--serve", "served.jsonl", "--on-miss", "forward:nosuch.invalid"], 3,
            "ipcsh: --on-miss: cannot reach nosuch.invalid:7000: unknown host"
        ),
    ])
    func `a server that is not found is blamed on the option that named it`(
        words: [String],
        status: Int32,
        line: String
    ) throws {
        try writeServed()
        let outcome = try sandbox.run(words + ["--listen", "127.0.0.1:0"])
        // The system's own words follow.
        #expect(outcome.errorLines.count == 1 && outcome.error.hasPrefix(line), "\(outcome.error)")
        #expect(outcome.termination == .exit(status))
    }

    @Test(arguments: [
        (["proxy", "--to", "unix:socket"], "--to"),
        (["proxy", "--to", "unix:folder/../socket"], "--to"),
        (["mock", "--serve", "served.jsonl", "--on-miss", "forward:unix:socket"], "--on-miss"),
    ])
    func `a server that would ask itself is refused`(words: [String], option: String) throws {
        try writeServed()
        mkdir(sandbox.file("folder"), 0o700)
        let outcome = try sandbox.run(words + ["--listen", "unix:socket"])
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.error.hasPrefix("ipcsh: \(option): unix:"))
        #expect(outcome.error.contains(" is where this server listens itself"))
        #expect(outcome.termination == .exit(2))
    }
}
