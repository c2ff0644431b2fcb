import TestSupport
import Testing

@Suite struct ExchangeFailureTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private func expectFailure(_ arguments: [String], _ message: String, status: Int32 = 3) throws {
        let outcome = try sandbox.run(["image", "a.jpg"] + arguments)
        #expect(outcome.error == "ipcsh: \(message)\n")
        #expect(outcome.termination == .exit(status))
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: ["100ms", "0"])
    func `a refused connection`(time: String) throws {
        let port = try UnusedPort()
        try expectFailure(
            ["--to", port.endpoint, "--connect-timeout", time],
            "cannot connect to \(port.endpoint): connection refused "
                + "(is the server running? 'ipcsh mock' starts a stand-in)"
        )
    }

    @Test func `a socket file that is not there`() throws {
        let outcome = try sandbox.run(["image", "a.jpg", "--to", "unix:/nowhere/x", "--connect-timeout", "100ms"])
        #expect(outcome.error.hasPrefix("ipcsh: cannot connect to unix:/nowhere/x: "))
        #expect(outcome.termination == .exit(3))
    }

    @Test func `an unknown host`() throws {
        // No name server is asked for a label that is too long for a name.
        let host = String(repeating: "x", count: 64) + ".invalid"
        let outcome = try sandbox.run(["image", "a.jpg", "--to", host])
        #expect(outcome.error.hasPrefix("ipcsh: cannot connect to \(host):7000: unknown host ("))
        #expect(outcome.error.hasSuffix("(check the name after --to or 'connect')\n"))
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.termination == .exit(3))
    }

    @Test func `no response in time`() throws {
        let server = try ScriptedServer.silent()
        try expectFailure(
            ["--to", server.endpoint, "--timeout", "200ms", "--linger", "0"],
            "no response from \(server.endpoint) within 200ms; the request was sent and may have been executed; "
                + "leaving may have ended the server (see --timeout, --linger)"
        )
    }

    @Test(arguments: [
        ("image a.jpg", "50ms"), ("elements a.gxml", "50ms"), (#"raw {"elements": {}}"#, "50ms"),
        (#"raw {"x": ["an image"]}"#, "50ms"), (#"raw {"x": 1}"#, "80ms"),
    ])
    func `what may import has a time of its own`(command: String, time: String) throws {
        let server = try ScriptedServer.silent()
        let settings = "set timeout 80ms; set import-timeout 50ms; set linger 0"
        let outcome = try sandbox.run(["--to", server.endpoint, "-c", "\(settings)\n\(command)"])
        #expect(outcome.error.contains(" within \(time); "), "\(outcome.error)")
        #expect(outcome.termination == .exit(3))
    }

    @Test func `closed without a response`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.receiveToEnd()
        }
        try expectFailure(
            ["--to", server.endpoint],
            "\(server.endpoint) closed the connection without a response; the request may have been executed "
                + "(a WebSocket server? ws://\(server.endpoint))"
        )
        #expect(server.connections == 1)
    }

    @Test func `a response that is cut off`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.receiveToEnd()
            try connection.send("O.")
        }
        try expectFailure(
            ["--to", server.endpoint],
            "\(server.endpoint) cut its response off after 2 bytes; the request may have been executed"
        )
    }

    @Test func `a response without an end`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n", then: .hold)
        try expectFailure(
            ["--to", server.endpoint, "--timeout", "2s"],
            "no end of the response from \(server.endpoint) within 2s; the request may have been executed "
                + "(a server in keep-alive mode does not close: see --keep-alive, --timeout)"
        )
    }

    @Test func `a response without an end, from a server in keep-alive mode`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
            try connection.receiveToEnd()
            // An empty message, over and over.
            while true { try connection.send("Error: Malformed JSON message.\r\n") }
        }
        try expectFailure(
            ["--to", server.endpoint],
            "\(server.endpoint) does not end its response: it goes on answering in keep-alive mode; "
                + "the request may have been executed (--keep-alive talks to it)"
        )
    }

    @Test func `a session folder that cannot be made`() throws {
        let blocked = try sandbox.write("file", "")
        let server = try ScriptedServer.answering("O.k.\r\n")
        let outcome = try sandbox.run(
            ["--to", server.endpoint, "-c", "image a.jpg"],
            environment: ["IPCSH_SESSIONS": "\(blocked)/sub"]
        )
        #expect(outcome.error.hasPrefix("ipcsh: cannot record: \(blocked)"))
        #expect(outcome.error.hasSuffix(" (--no-record goes without)\n"))
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.termination == .exit(3))
        #expect(server.connections == 0)
    }

    @Test(arguments: [
        ("not json\n", ":1:1: "),
        (
            "{\"ipcsh\":1,\"created\":\"x\",\"tool\":\"x\",\"via\":\"x\",\"to\":\"x\",\"mode\":\"one-shot\"}\n{\"n\":1,]\n",
            ":2:8: "
        ),
    ])
    func `a session line that is not JSON is told with file, line and column`(text: String, place: String) throws {
        let session = try sandbox.write("x.jsonl", text)
        let outcome = try sandbox.run(["replay", session, "--mock"])
        #expect(outcome.error.hasPrefix("ipcsh: \(session)\(place)"), "\(outcome.error)")
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.termination == .exit(3))
    }

    @Test func `a session that is not there`() throws {
        let outcome = try sandbox.run(["replay", "none.jsonl", "--mock"])
        #expect(outcome.error == "ipcsh: none.jsonl: cannot be opened: no such file or directory\n")
        #expect(outcome.termination == .exit(3))
    }

    @Test func `a request's file that is not there`() throws {
        let outcome = try sandbox.run(["raw", "@none.json", "--mock"])
        #expect(outcome.error == "ipcsh: none.json cannot be read: no such file or directory\n")
        #expect(outcome.termination == .exit(3))
    }
}
