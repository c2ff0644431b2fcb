import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Signals at any moment. `IPCSH_STORM=10000` has as many of them in place of a few.
@Suite struct SignalStormTests {
    /// What the program does when the signal comes.
    enum Doing: CaseIterable {
        case sleeping, watching, waitingForLines, waitingForAnswer, writing, runningCommand, editing
    }

    private static let tries = getenv("IPCSH_STORM").flatMap { Int(String(cString: $0)) } ?? 70

    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    @Test(.timeLimit(.minutes(30)), arguments: Doing.allCases)
    func `a signal to end is never lost`(doing: Doing) throws {
        let server = try ScriptedServer.silent()
        var random = SeededRandom(seed: 14)
        for _ in 0..<max(1, Self.tries / Doing.allCases.count) {
            // The moments after the handlers stand are what counts; they come within milliseconds.
            let rounds = Int.random(in: 0..<3_000, using: &random)
            try doing == .editing ? typing(rounds) : running(doing, rounds, server.endpoint)
        }
    }

    private func running(_ doing: Doing, _ rounds: Int, _ endpoint: String) throws {
        let arguments: [String] =
            switch doing {
            case .sleeping: ["-c", "echo on; sleep 1h"]
            case .watching: ["-c", "echo on; watch 1h echo"]
            case .waitingForLines: []
            case .waitingForAnswer: ["--to", endpoint, "-c", "echo on; image a.jpg"]
            case .writing: ["-c", "echo on; repeat 100000000 echo \(String(repeating: "x", count: 500))"]
            case .runningCommand: ["-c", "echo on; ! exec sleep 3600"]
            case .editing: []
            }
        let shell = try sandbox.start(["--no-record"] + arguments, input: .pipe)
        if doing == .waitingForLines { try shell.write("echo on\n") }
        #expect(try shell.readLine() == "on")
        for _ in 0..<rounds { sched_yield() }
        shell.send(SIGTERM)
        try shell.waitWithoutReading()
        #expect(try shell.wait().termination == .signal(SIGTERM))
    }

    private func typing(_ rounds: Int) throws {
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send("echo on; sleep 1ms\r")
        try terminal.expect("\non\r\n")
        for _ in 0..<rounds { sched_yield() }
        kill(try #require(terminal.process), SIGTERM)
        #expect(try terminal.waitForExit() == 128 + SIGTERM)
    }
}
