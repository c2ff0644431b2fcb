import TestSupport
import Testing

/// Numbers that users and files give, far from what anybody means.
@Suite struct NumberBoundsTests {
    private let sandbox: Sandbox
    private static let header =
        #"{"ipcsh":1,"created":"2026-11-22T15:59:40Z","tool":"x","via":"shell","to":"a:1","mode":"one-shot"}"#

    init() throws {
        sandbox = try Sandbox()
    }

    /// - Parameter times: what each exchange says of its gap and duration.
    private func session(_ times: String, count: Int = 3) throws {
        let lines = (1...count).map { #"{"n":\#($0),"request":"{}","response":"O.k.",\#(times)}"# }
        try sandbox.write("s.jsonl", ([Self.header] + lines).joined(separator: "\n") + "\n")
    }

    @Test(
        arguments: [
            ("replay s.jsonl --dry-run --loop 9223372036854775807", 2),
            ("replay s.jsonl --dry-run --loop 1000000001", 2),
            ("replay s.jsonl --dry-run --loop 4000 --pace 0.000001/s", 0),
            ("replay s.jsonl --dry-run --pace 0.0000001/s", 2), ("replay s.jsonl --dry-run --pace 1e300/s", 2),
            ("replay s.jsonl --dry-run --pace recorded", 0), ("replay s.jsonl --dry-run --speed 1e-320", 0),
            ("replay s.jsonl --dry-run --speed 1e308", 0), ("replay s.jsonl --dry-run --speed inf", 2),
            ("replay s.jsonl --dry-run --pace recorded --max-gap 277777h", 0),
            ("replay s.jsonl --dry-run --pace recorded --max-gap 99999999999h", 2),
            ("replay s.jsonl --dry-run --only 9223372036854775807-", 0),
            ("replay s.jsonl --dry-run --jobs 9223372036854775807", 2),
            ("bench --mock --requests 1 --rate 0.000001/s --for 277777h", 0),
            ("bench --mock --requests 9223372036854775807", 2), ("bench --mock --warmup 9223372036854775807", 2),
            ("bench --mock --requests 1 --jobs 9223372036854775807", 2),
            ("test s.jsonl --mock --shard 9223372036854775807/9223372036854775807", 0),
            ("session show s.jsonl --only 1-9223372036854775807", 0), ("session stats s.jsonl", 0),
            ("session list .", 0), ("session export s.jsonl --csv", 0), ("session diff s.jsonl s.jsonl", 0),
            ("image a.jpg --mock --timeout 277777h --linger 277777h --connect-timeout 277777h", 0),
            ("image a.jpg --mock --timeout 1e9", 2), ("image a.jpg --mock --focal-length 1e400", 2),
        ]
    )
    func `they are used or refused`(arguments: String, status: Int32) throws {
        try session(#""gap":1e308,"ms":1e308"#)
        let outcome = try sandbox.run(arguments.split(separator: " ").map(String.init))
        #expect(outcome.termination == .exit(status), "\(outcome.error)")
        if status == 2 { #expect(outcome.errorLines.count == 1, "\(outcome.error)") }
    }

    @Test func `what a session holds never comes to infinity`() throws {
        try session(#""gap":1e308,"ms":1e308"#, count: 5)
        for arguments in ["session stats s.jsonl --json", "session list . --json", "session export s.jsonl --csv"] {
            let outcome = try sandbox.run(arguments.split(separator: " ").map(String.init))
            #expect(outcome.termination == .exit(0))
            #expect(!outcome.text.lowercased().contains("inf"), "\(outcome.text)")
        }
    }

    @Test func `a bar that will take for ever is drawn all the same`() throws {
        try session(#""gap":0,"ms":1"#)
        let arguments = ["replay", "s.jsonl", "--mock", "--stop-on", "mismatch", "--loop", "1000000000"]
        let terminal = try sandbox.startOnTerminal(arguments)
        #expect(try terminal.waitForExit() == 4)
    }
}
