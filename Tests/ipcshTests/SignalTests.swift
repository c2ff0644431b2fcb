import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct SignalTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// A server that lets the test know that it has a request, and does not answer.
    private static func silentServer(_ requested: TestEvent) throws -> ScriptedServer {
        try ScriptedServer { connection in
            try connection.receiveRequest()
            requested.signal()
            try connection.hold()
        }
    }

    @Test func `an interrupt during an exchange is told, and ends the recording`() throws {
        let requested = try TestEvent()
        let server = try Self.silentServer(requested)
        let commands = "image a.jpg; image b.jpg"
        let options = ["--to", server.endpoint, "--linger", "0", "--record", "x.jsonl"]
        let shell = try sandbox.start(options + ["-c", commands])
        try #require(requested.wait())
        shell.send(SIGINT)
        let outcome = try shell.wait()
        #expect(
            outcome.error == "ipcsh: interrupted while waiting for \(server.endpoint); "
                + "the request may have been executed; leaving may have ended the server\n"
        )
        #expect(outcome.termination == .exit(130))
        let lines = try sandbox.lines(of: sandbox.file("x.jsonl"))
        try #require(lines.count == 3)
        #expect(lines[1].contains(#""error":"cancelled""#))
        #expect(lines[2] == "{\"end\":1}")
        #expect(server.executions == 1)
    }

    @Test func `a first interrupt lets the exchange of a replay end`() throws {
        let (requested, released) = (try TestEvent(), try TestEvent())
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            if connection.number == 1 {
                requested.signal()
                try connection.wait(for: released)
            }
            try connection.send("O.k.\r\n")
        }
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"x","mode":"one-shot"}"#
        let lines = (1...5).map { #"{"n":\#($0),"request":{"a":\#($0)},"response":"O.k."}"# }
        try sandbox.write("s.jsonl", ([header] + lines).map { $0 + "\n" }.joined())
        let shell = try sandbox.start(["replay", "s.jsonl", "--to", server.endpoint])
        try #require(requested.wait())
        shell.send(SIGINT)
        while try !shell.hasHandled(SIGINT) { sched_yield() }
        released.signal()
        let outcome = try shell.wait()
        #expect(outcome.error.contains("interrupted; sent 2 of 5: 2 the same in "), "\(outcome.error)")
        #expect(outcome.termination == .exit(130))
        #expect(server.executions == 2)
    }

    @Test func `a first interrupt lets the file under way end`() throws {
        let (requested, released) = (try TestEvent(), try TestEvent())
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            requested.signal()
            try connection.wait(for: released)
            try connection.send("O.k.\r\n")
        }
        let shell = try sandbox.start(["--to", server.endpoint, "-v", "image", "a.jpg", "b.jpg", "c.jpg"])
        try #require(requested.wait())
        shell.send(SIGINT)
        // Whatever the signal does to the exchange shows before the response comes.
        while try !shell.hasHandled(SIGINT) { sched_yield() }
        released.signal()
        let outcome = try shell.wait()
        #expect(outcome.text == "O.k.\n")
        #expect(outcome.error.hasSuffix("ipcsh: interrupted: 1 of 3 imported, 2 not sent\n"))
        #expect(outcome.termination == .exit(130))
        #expect(server.executions == 1)
    }

    @Test func `an interrupt while waiting for a line ends the recording`() throws {
        let shell = try sandbox.start(["--mock", "--record", "x.jsonl"], input: .pipe)
        try shell.write("image a.jpg\n")
        #expect(try shell.readLine() == "O.k.")
        shell.send(SIGINT)
        let outcome = try shell.wait()
        #expect(outcome.error.isEmpty)
        #expect(outcome.termination == .exit(130))
        #expect(try sandbox.lines(of: sandbox.file("x.jsonl")).last == "{\"end\":1}")
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func `a signal that ends programs ends this one, and the recording`(signal: Int32) throws {
        let requested = try TestEvent()
        let server = try Self.silentServer(requested)
        let shell = try sandbox.start([
            "--to", server.endpoint, "--record", "x.jsonl", "-c", "image a.jpg; image b.jpg",
        ])
        try #require(requested.wait())
        shell.send(signal)
        #expect(try shell.wait().termination == .signal(signal))
        #expect(try sandbox.lines(of: sandbox.file("x.jsonl")).last == "{\"end\":1}")
        #expect(server.executions == 1)
    }

    @Test(
        arguments: [
            (SIGTERM, Subprocess.Termination.signal(SIGTERM)), (SIGHUP, .signal(SIGHUP)), (SIGINT, .exit(130)),
        ],
        [false, true]
    )
    func `a signal ends a write that nobody reads, and the recording`(
        signal: (number: Int32, end: Subprocess.Termination),
        onError: Bool
    ) throws {
        let options = ["--mock", "--record", "x.jsonl", onError ? "-v" : "-q"]
        let shell = try sandbox.start(options + ["-c", "repeat 1000000 image a.jpg"])
        try shell.waitUntilFull(error: onError)
        shell.send(signal.number)
        try shell.waitWithoutReading()
        #expect(try shell.wait().termination == signal.end)
        #expect(try sandbox.lines(of: sandbox.file("x.jsonl")).last?.hasPrefix("{\"end\":") == true)
    }

    @Test func `an interrupt ends a sleep`() throws {
        let shell = try sandbox.start(["-c", "echo before; sleep 1h; echo after"])
        #expect(try shell.readLine() == "before")
        shell.send(SIGINT)
        let outcome = try shell.wait()
        #expect(outcome.text == "before\n")
        #expect(outcome.termination == .exit(130))
    }
}

extension Subprocess {
    /// Whether a signal is no longer pending for it.
    func hasHandled(_ signal: Int32) throws -> Bool {
        guard let stream = fopen("/proc/\(process)/status", "r") else { throw SystemError("fopen") }
        defer { fclose(stream) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), stream) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            guard text.hasPrefix("ShdPnd:") else { continue }
            let mask = UInt64(text.dropFirst(8).prefix { $0.isHexDigit }, radix: 16) ?? 0
            return mask & (1 << UInt64(signal - 1)) == 0
        }
        return true
    }
}
