import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How answers are shown to a person.
@Suite struct InteractiveAnswerTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test func `they are coloured`() throws {
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("> ")
        try terminal.send("image a.jpg\r")
        try terminal.expect("\u{1B}[32mO.k.\u{1B}[0m\r\n")
        try terminal.send("image ''\r")
        try terminal.expect("\u{1B}[31mError: Image file  could not be read.\u{1B}[0m\r\n")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `what is pushed with one is told behind it`() throws {
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"ws://winbox:40010","mode":"websocket"}"#
        try sandbox.write("stub.jsonl", header + "\n" + #"{"match":{},"messages":["first","second"]}"# + "\n")
        let terminal = try sandbox.startOnTerminal(["--no-record"])
        try terminal.expect("> ")
        try terminal.send("mock start --listen ws://127.0.0.1:0 --serve stub.jsonl\r")
        try terminal.expect("mock server on")
        try terminal.expect("> ")
        try terminal.send("raw {}\r")
        try terminal.expect("first\u{1B}[0m\r\n")
        try terminal.expect("sent unasked: second\r\n")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `one that took long has its time`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            // What is under test: a server that takes longer than half a second.
            poll(nil, 0, 600)
            try connection.send("O.k.\r\n")
        }
        let terminal = try sandbox.startOnTerminal(["--to", server.endpoint, "--no-record"])
        try terminal.expect("> ")
        try terminal.send("image a.jpg\r")
        try terminal.expect("O.k.\u{1B}[0m\u{1B}[2m  ")
        try terminal.expect(" s\u{1B}[0m\r\n")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }

    @Test func `'last' shows them again, spread over lines or as a session's line`() throws {
        let raw = "raw {\"a\": [1, \"it's\"], \"b\": {}}"
        let outcome = try sandbox.run([
            "--mock", "--no-record", "-c", "\(raw)\nexpect error\nlast --pretty\nlast --json",
        ])
        let pretty = "{\n  \"a\": [\n    1,\n    \"it's\"\n  ],\n  \"b\": {}\n}"
        let answer = "Error: Unknown request:\n{\n  'a': [\n    1,\n    \"it's\"\n  ],\n  'b': {}\n}"
        #expect(outcome.text.contains("\n\(pretty)\n\(answer)\n{\"n\":1,\"request\":{\"a\":[1,\"it's\"],\"b\":{}}"))
        #expect(outcome.termination == .exit(0))
    }

    @Test func `the server is stopped only when a person says yes`() throws {
        sandbox.environment["NO_COLOR"] = "1"
        let terminal = try sandbox.startOnTerminal(["--mock", "--no-record"])
        try terminal.expect("> ")
        try terminal.send("abort\r")
        try terminal.expect("Stop the server, until a person starts it again? [y/N] ")
        try terminal.send("n\r")
        try terminal.expect("ipcsh: abort: this stops the server")
        try terminal.expect(" [2]> ")
        try terminal.send("abort\r")
        try terminal.expect("[y/N] ")
        try terminal.send("y\r")
        try terminal.expect("127.0.0.1:")
        try terminal.expect("> ")
        try terminal.send("status\r")
        try terminal.expect("1 without a response")
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        #expect(try terminal.waitForExit() == 0)
    }
}
