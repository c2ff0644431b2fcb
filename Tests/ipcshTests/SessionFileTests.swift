import TestSupport
import Testing

@Suite struct SessionFileTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// A session's lines without what differs from run to run: times, and the header.
    private static func lasting(_ lines: [String]) -> [String] {
        lines.dropFirst().map { $0.replacing(/,"gap":[0-9.]+,"ms":[0-9.]+/, with: "") }
    }

    @Test func `the tour runs, and records what its session holds`() throws {
        let arguments = ["--mock", "--record", "tour.jsonl", "\(Sandbox.examples)/tour.ipcsh"]
        let outcome = try sandbox.run(arguments)
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
        let summary = "ipcsh: 19 exchanges: 6 ok, 13 answered with an error; recorded in tour.jsonl"
        #expect(outcome.errorLines.last == summary)
        let recorded = try sandbox.lines(of: sandbox.file("tour.jsonl"))
        let example = try sandbox.lines(of: "\(Sandbox.examples)/tour.jsonl")
        #expect(Self.lasting(recorded) == Self.lasting(example))
        #expect(recorded[0].hasPrefix("{\"ipcsh\":1,\"created\":\""))
    }

    @Test(arguments: ["tour.jsonl", "errors.jsonl"])
    func `an example replays the same`(name: String) throws {
        let outcome = try sandbox.run(["replay", "\(Sandbox.examples)/\(name)", "--mock"])
        #expect(outcome.text.wholeMatch(of: /sent \d+[^:\n]*: all the same.*\n/) != nil, "\(outcome.text)")
        #expect(outcome.error.isEmpty)
        #expect(outcome.termination == .exit(0))
    }

    @Test func `a response that differs is shown, and exit status 4`() throws {
        let lines = try sandbox.lines(of: "\(Sandbox.examples)/errors.jsonl")
        let changed = lines.map { $0.replacing("Error: Malformed JSON message.", with: "Error: Other.") }
        let session = try sandbox.write("changed.jsonl", changed.joined(separator: "\n") + "\n")
        let outcome = try sandbox.run(["replay", session, "--mock"])
        #expect(
            outcome.lines.prefix(4) == [
                "exchange 1 differs", #"  request:  {"image": }"#, "  expected: Error: Other.",
                "  actual:   Error: Malformed JSON message.",
            ]
        )
        #expect(outcome.lines.last?.contains("1 differs") == true)
        #expect(outcome.termination == .exit(4))
    }

    @Test func `a replay can be recorded, and replayed`() throws {
        let errors = "\(Sandbox.examples)/errors.jsonl"
        #expect(try sandbox.run(["replay", errors, "--mock", "--record", "again.jsonl"]).termination == .exit(0))
        let again = try sandbox.lines(of: sandbox.file("again.jsonl"))
        #expect(Self.lasting(again) == Self.lasting(try sandbox.lines(of: errors)))
        #expect(try sandbox.run(["replay", "again.jsonl", errors, "--mock"]).termination == .exit(0))
    }

    @Test func `without a server a replay cannot go on`() throws {
        let port = try UnusedPort()
        let arguments = [
            "replay", "\(Sandbox.examples)/errors.jsonl", "--to", port.endpoint, "--connect-timeout", "50ms",
        ]
        let outcome = try sandbox.run(arguments)
        #expect(outcome.error.contains("connection refused"))
        #expect(outcome.termination == .exit(3))
    }
}
