import TestSupport
import Testing

/// A response of keep-alive mode with CR LF in its text.
@Suite struct CutResponseTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private static let advice =
        "it may be cut at a CR LF of its text (a one-shot server, without --keep-alive, gives all of it)"

    @Test func `what comes with its end is told, and the exchange marked`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("first\r\nrest\r\n")
            try connection.receiveToEnd()
        }
        let arguments = ["--to", server.endpoint, "--keep-alive", "--record", "x.jsonl", "-c", "raw [1]\nraw [2]"]
        let outcome = try sandbox.run(arguments)
        #expect(outcome.lines == ["first", "first"])
        let told = "ipcsh: more came behind the response of \(server.endpoint): \(Self.advice)"
        #expect(outcome.errorLines == [told, told])
        #expect(outcome.termination == .exit(0))
        #expect(server.connections == 2)
        let lines = try sandbox.lines(of: sandbox.file("x.jsonl"))
        #expect(lines.filter { $0.contains(#""response":"first","response_end":"more""#) }.count == 2)
        let check = try sandbox.run(["session", "check", "x.jsonl"])
        #expect(check.termination == .exit(0))
        let show = try sandbox.run(["session", "show", "x.jsonl", "--only", "1"])
        #expect(show.text.contains("    (more came behind it)\n"))
    }

    @Test func `what comes later is told with the next exchange`() throws {
        let (mayGoOn, hasSent) = (try TestEvent(), try TestEvent())
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("first\r\n")
            if connection.number == 0 {
                try connection.wait(for: mayGoOn)
                try connection.send("rest\r\n")
                hasSent.signal()
            }
            try connection.receiveToEnd()
        }
        let shell = try sandbox.start(["--to", server.endpoint, "--keep-alive", "--record", "x.jsonl"], input: .pipe)
        try shell.write("raw [1]\n")
        #expect(try shell.readLine() == "first")
        mayGoOn.signal()
        try #require(hasSent.wait())
        try shell.write("raw [2]\n")
        shell.closeInput()
        let outcome = try shell.wait()
        #expect(outcome.lines == ["first", "first"])
        #expect(
            outcome.errorLines == ["ipcsh: more came behind the last response of \(server.endpoint): \(Self.advice)"]
        )
        let lines = try sandbox.lines(of: sandbox.file("x.jsonl"))
        #expect(lines[2].contains(#""note":"more came behind the response before: it may have been cut at a CR LF""#))
    }
}
