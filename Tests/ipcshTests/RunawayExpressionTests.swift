import TestSupport
import Testing

/// An expression that would take for ever ends with an error that names it.
@Suite struct RunawayExpressionTests {
    private let sandbox: Sandbox
    /// What `^(a+)+$` tries in 2^40 ways.
    private static let text = String(repeating: "a", count: 40) + "b"
    private static let given = "the expression '^(a+)+$' took too many steps"

    init() throws {
        sandbox = try Sandbox()
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#
        let exchange = #"{"n":1,"request":"\#(Self.text)","response":"\#(Self.text)"}"#
        try sandbox.write("s.jsonl", "\(header)\n\(exchange)\n{\"end\":1}\n")
        try sandbox.write(
            "expect.jsonl",
            "\(header)\n\(exchange.dropLast()),\"expect\":{\"regex\":\"^(a+)+$\"}}\n{\"end\":1}\n"
        )
    }

    @Test(
        arguments: [
            ("expect ~ '^(a+)+$'", "expect: \(given); counted as no match"),
            ("capture x '^(a+)+$'", "capture: \(given); counted as no match"),
            ("if ~ '^(a+)+$'\necho yes\nelse\necho no\nend", "if: \(given)"),
            ("if not ~ '^(a+)+$'\necho yes\nelse\necho no\nend", "if: \(given)"),
        ]
    )
    func `in a script it fails the command as what does not match`(command: String, message: String) throws {
        let server = try ScriptedServer.answering("\(Self.text)\r\n")
        let script = try sandbox.write("s.ipcsh", "raw x\n\(command)\necho on\n")
        let outcome = try sandbox.run([script, "--to", server.endpoint, "--no-record"])
        #expect(outcome.text == "\(Self.text)\n")
        #expect(outcome.errorLines.first == "\(script):2: \(message)")
        #expect(outcome.termination == .exit(4))
    }

    @Test(
        arguments: [
            (["session", "show", "s.jsonl", "--match", "^(a+)+$"], "s.jsonl: exchange 1: "),
            (["session", "stats", "s.jsonl", "--skip", "^(a+)+$"], "s.jsonl: exchange 1: "),
            (["replay", "s.jsonl", "--match", "^(a+)+$"], "s.jsonl: exchange 1: "),
            (["replay", "s.jsonl", "--skip", "^(a+)+$"], "s.jsonl: exchange 1: "),
            (["replay", "s.jsonl", "--sub", "/^(a+)+$/x/"], "s.jsonl: exchange 1: "),
        ]
    )
    func `what it should choose or change is not known, and nothing is sent`(
        arguments: [String],
        place: String
    ) throws {
        let server = try ScriptedServer.answering("\(Self.text)\r\n")
        let outcome = try sandbox.run(["--to", server.endpoint] + arguments)
        #expect(outcome.error == "ipcsh: \(place)\(Self.given); find a simpler one\n")
        #expect(outcome.termination == .exit(2))
        #expect(server.requests.isEmpty)
    }

    @Test func `what it should leave out of a comparison is not known`() throws {
        let server = try ScriptedServer.answering("\(Self.text)c\r\n")
        let outcome = try sandbox.run(["replay", "s.jsonl", "--ignore", "^(a+)+$", "--to", server.endpoint])
        #expect(outcome.error == "ipcsh: s.jsonl: exchange 1: --ignore: \(Self.given); find a simpler one\n")
        #expect(outcome.termination == .exit(2))
    }

    @Test func `a session's own expectation is not met`() throws {
        let server = try ScriptedServer.answering("\(Self.text)\r\n")
        let outcome = try sandbox.run(["replay", "expect.jsonl", "--to", server.endpoint])
        #expect(outcome.lines.contains("  expected: ~ ^(a+)+$ (given up: it took too many steps)"), "\(outcome.text)")
        #expect(outcome.termination == .exit(4))
    }

    @Test func `what it should redact is redacted as a whole`() throws {
        let server = try ScriptedServer.answering("Error: \(Self.text)\r\n")
        let command = #"raw {"secret": "\#(Self.text)", "c": "plain"}"#
        let options = ["--record", "x.jsonl", "--redact", "/^(a+)+$/=x", "--to", server.endpoint]
        _ = try sandbox.run(options + ["-c", "record note \(Self.text)\n\(command)"])
        let line = try sandbox.lines(of: sandbox.file("x.jsonl"))[1]
        #expect(
            line.contains(#""request":{"secret":"[redacted]","c":"plain"},"response":"Error: [redacted]""#),
            "\(line)"
        )
        #expect(line.contains(#""note":"[redacted]""#), "\(line)")
        #expect(try !Sandbox.text(of: sandbox.file("x.jsonl")).contains("aaa"))
    }

    @Test func `a stub with it answers what it matches, and nothing else`() throws {
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#
        try sandbox.write("stub.jsonl", "\(header)\n{\"match\":{\"a\":\"~^(a+)+$\"},\"response\":\"x\"}\n")
        for (text, answer) in [("aaa", "x (stub 1)"), (Self.text, #"Error: Unknown request:\n{'a': '\#(Self.text)'}"#)]
        {
            let request = #"{"a": "\#(text)"}"#
            let outcome = try sandbox.run(["mock", "--serve", "stub.jsonl", "--explain", request])
            #expect(outcome.lines.dropFirst().first == answer, "\(outcome.text)")
        }
    }
}
