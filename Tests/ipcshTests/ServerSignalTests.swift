import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What signals do to `ipcsh mock` and `ipcsh proxy`.
@Suite struct ServerSignalTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private func start(_ front: String, _ more: [String] = []) throws -> (process: Subprocess, endpoint: String) {
        try sandbox.startServer([front] + (front == "proxy" ? ["--to", "127.0.0.1:9"] : []) + more)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP], ["mock", "proxy"])
    func `it ends as it should, a hang-up included where there is nothing to read again`(
        signal: Int32,
        front: String
    ) throws {
        let (server, _) = try start(front, ["--record", "journal.jsonl"])
        server.send(signal)
        let outcome = try server.wait()
        #expect(outcome.errorLines.dropFirst().first == "ipcsh: 0 exchanges")
        #expect(outcome.termination == .exit(0))
        #expect(try sandbox.lines(of: sandbox.file("journal.jsonl")).last == #"{"end":0}"#)
    }

    @Test(arguments: ["mock", "proxy"])
    func `what nohup starts outlives its terminal`(front: String) throws {
        let (server, _) = try sandbox.startServer(
            [front] + (front == "proxy" ? ["--to", "127.0.0.1:9"] : []),
            preparation: "trap '' HUP"
        )
        server.send(SIGHUP)
        server.send(SIGUSR1)
        try server.waitForError("ipcsh: 0 exchanges\n")
        server.send(SIGTERM)
        #expect(try server.wait().termination == .exit(0))
    }

    @Test(arguments: [(SIGTERM, Subprocess.Termination.signal(SIGTERM)), (SIGINT, .exit(130))])
    func `a second signal does not wait for what is under way`(
        signal: Int32,
        termination: Subprocess.Termination
    ) throws {
        let (mock, endpoint) = try start("mock", ["--latency", "1h"])
        let client = try sandbox.start(["image", "a.jpg", "--to", endpoint])
        try mock.waitForError("1 {")
        // Those that come right behind the first are the same one.
        while !mock.hasEnded {
            mock.send(signal)
            poll(nil, 0, 20)
        }
        let outcome = try mock.wait()
        #expect(outcome.errorLines.last == "ipcsh: ended at once; what was under way is cut off")
        #expect(outcome.termination == termination)
        #expect(try client.wait().termination == .exit(3))
    }

    @Test func `a write that fails does not end it by a signal`() throws {
        let (mock, _) = try start("mock")
        let status = try Sandbox.text(of: "/proc/\(mock.process)/status")
        let ignored = status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") }?.split(separator: "\t").last
        let mask = try #require(ignored.flatMap { UInt64($0, radix: 16) })
        for signal in [SIGPIPE, SIGXFSZ] { #expect(mask & 1 << UInt64(signal - 1) != 0) }
        mock.send(SIGTERM)
        #expect(try mock.wait().termination == .exit(0))
    }

    @Test func `a program that the shell starts holds no descriptor of the mock server`() throws {
        let commands = "mock start --record journal.jsonl; image a.jpg; !ls /proc/self/fd"
        let outcome = try sandbox.run(["--record", "x.jsonl", "-c", commands])
        // The last one is what 'ls' reads.
        #expect(outcome.text == "mock server on \(Self.endpoint(outcome.text))\nO.k.\n0\n1\n2\n3\n")
        #expect(outcome.termination == .exit(0))
    }

    private static func endpoint(_ text: String) -> Substring {
        text.prefix { $0 != "\n" }.split(separator: " ").last ?? ""
    }
}
