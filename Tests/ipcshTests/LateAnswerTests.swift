import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What becomes of an exchange whose answer comes after a time-out or Ctrl-C.
@Suite struct LateAnswerTests {
    private let sandbox: Sandbox
    private let requested: TestEvent
    private let released: TestEvent
    private let server: ScriptedServer

    init() throws {
        sandbox = try Sandbox()
        let (requested, released) = (try TestEvent(), try TestEvent())
        (self.requested, self.released) = (requested, released)
        // Its first answer waits for the test.
        server = try ScriptedServer { connection in
            try connection.receiveRequest()
            if connection.number == 0 {
                requested.signal()
                try connection.wait(for: released)
            }
            try connection.send("O.k.\r\n")
        }
    }

    /// Runs the program; the first answer comes when it says that it waits for it.
    private func run(_ arguments: [String], timeout: String = "50ms") throws -> Subprocess.Outcome {
        let options = ["--to", server.endpoint, "--timeout", timeout, "--record", "x.jsonl"]
        let shell = try sandbox.start(arguments.first == "-c" ? options + arguments : arguments + options)
        try shell.waitForError("still waiting")
        released.signal()
        return try shell.wait()
    }

    private func session() throws -> [String] { try sandbox.lines(of: sandbox.file("x.jsonl")) }

    private static let recorded = #""response":"O.k.","error":"timeout","note":"answered late","gap":0,"ms":"#

    @Test func `it is told and recorded, and the time-out stays one`() throws {
        let outcome = try run(["image", "a.jpg"])
        let lines = outcome.errorLines.map { $0.replacing(server.endpoint, with: "SERVER") }
        #expect(
            lines.first == "ipcsh: no response from SERVER within 50ms; still waiting for the late answer, up to 1m "
                + "(Ctrl-C leaves, which may end the server)"
        )
        let late = /ipcsh: no response from SERVER within 50ms; the answer came late, after [0-9.]+m?s: O\.k\. .*/
        #expect(lines.last?.wholeMatch(of: late) != nil, "\(lines)")
        #expect(lines.count == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.termination == .exit(3))
        let session = try session()
        try #require(session.count == 3)
        #expect(session[1].contains(Self.recorded), "\(session)")
        #expect(server.executions == 1)
    }

    @Test func `as JSON it is the same line`() throws {
        let outcome = try run(["image", "a.jpg", "--json"])
        #expect(outcome.lines.count == 1)
        #expect(outcome.text.contains(Self.recorded), "\(outcome.text)")
        #expect(outcome.termination == .exit(3))
    }

    @Test func `a script that keeps going goes on behind it, and what judges it sees a failure`() throws {
        let commands = "image a.jpg; echo $? ${last}; expect ok; image b.jpg --timeout 1m; expect ok"
        let outcome = try run(["-c", commands, "--keep-going"])
        #expect(outcome.lines == ["3 O.k.", "O.k."])
        #expect(outcome.error.contains(#"expected "O.k.", got "O.k.", too late  request: "#), "\(outcome.error)")
        #expect(outcome.termination == .exit(3))
        #expect(server.executions == 2)
    }

    @Test func `sessions tell it from a response in time, and a replay compares it`() throws {
        _ = try run(["image", "a.jpg"])
        let show = try sandbox.run(["session", "show", "x.jsonl"])
        #expect(show.text.contains("  < O.k.\n    (late: timeout)\n  note: answered late\n"), "\(show.text)")
        let script = try sandbox.run(["session", "script", "x.jsonl"])
        #expect(script.text.hasSuffix("# answered late\nimage a.jpg\nexpect ok\n"), "\(script.text)")
        let stats = try sandbox.run(["session", "stats", "x.jsonl", "--json"])
        #expect(stats.text.contains(#""commands":{"image":{"timeout":1}}"#), "\(stats.text)")
        let replay = try sandbox.run(["replay", "x.jsonl", "--to", server.endpoint])
        #expect(replay.text.hasPrefix("sent 1 of 1: 1 the same in "), "\(replay.text)")
        #expect(replay.termination == .exit(0))
    }

    @Test func `a replay waits for it, too`() throws {
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"x","mode":"one-shot"}"#
        try sandbox.write("s.jsonl", header + "\n" + #"{"n":1,"request":[1],"response":"O.k."}"# + "\n")
        let outcome = try run(["replay", "s.jsonl"])
        #expect(outcome.error.contains("(Ctrl-C twice leaves, which may end the server)"), "\(outcome.error)")
        let difference = "  expected: O.k.\n  actual:   a late response (timeout): O.k.\n"
        #expect(outcome.text.contains(difference), "\(outcome.text)")
        #expect(outcome.termination == .exit(3))
        #expect(server.executions == 1)
    }

    @Test func `the mock server gives it as an answer`() throws {
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"x","mode":"one-shot"}"#
        let line = #"{"n":1,"request":[1],"response":"Error: late","error":"timeout","note":"answered late"}"#
        try sandbox.write("s.jsonl", header + "\n" + line + "\n")
        let outcome = try sandbox.run(["--no-record", "-c", "mock start --serve s.jsonl\nraw [1]"])
        #expect(outcome.lines.last == "Error: late")
        #expect(outcome.termination == .exit(1))
    }

    @Test func `Ctrl-C waits for it`() throws {
        let shell = try sandbox.start([
            "--to", server.endpoint, "--record", "x.jsonl", "-c", "image a.jpg; image b.jpg",
        ])
        try #require(requested.wait())
        shell.send(SIGINT)
        try shell.waitForError("still waiting")
        released.signal()
        let outcome = try shell.wait()
        let late = "interrupted while waiting for \(server.endpoint); the answer came late, after "
        #expect(outcome.error.contains(late), "\(outcome.error)")
        #expect(outcome.termination == .exit(130))
        #expect(try session()[1].contains(#""response":"O.k.","error":"cancelled","note":"answered late""#))
        #expect(server.executions == 1)
    }

    @Test(arguments: [["image", "a.jpg"], ["image", "a.jpg", "b.jpg"]])
    func `a second Ctrl-C leaves`(command: [String]) throws {
        let shell = try sandbox.start(command + ["--to", server.endpoint, "--timeout", "1m", "-v"])
        try #require(requested.wait())
        shell.send(SIGINT)
        // Of several files, the first lets the one under way end.
        let isPatient = command.count > 2
        if !isPatient { try shell.waitForError("still waiting") }
        while try !shell.hasHandled(SIGINT) { sched_yield() }
        shell.send(SIGINT)
        let outcome = try shell.wait()
        #expect(outcome.error.contains("; leaving may have ended the server"), "\(outcome.error)")
        #expect(outcome.error.contains("still waiting") != isPatient)
        #expect(outcome.termination == .exit(130))
        #expect(server.executions == 1)
    }

    @Test func `'linger' can be set, and 0 leaves at once`() throws {
        let options = ["--to", server.endpoint, "--timeout", "50ms"]
        let outcome = try sandbox.run(options + ["-c", "set linger 0; set linger; image a.jpg"])
        #expect(outcome.text == "0s\n")
        #expect(!outcome.error.contains("still waiting"))
        #expect(outcome.error.contains("leaving may have ended the server"))
        let wrong = try sandbox.run(["status", "--linger", "-1s"])
        #expect(wrong.termination == .exit(2))
        let unknown = try sandbox.run(["-c", "status"], environment: ["IPCSH_LINGER": "soon"])
        #expect(unknown.error == "ipcsh: IPCSH_LINGER: linger: 'soon' is not a time: 60s, 2m, or 0\n")
    }
}
