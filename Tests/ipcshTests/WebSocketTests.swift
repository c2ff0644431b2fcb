import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The program and its own mock server, over a WebSocket.
@Suite struct WebSocketTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    /// Runs commands with a mock server of their own.
    private func run(_ commands: String, mock options: String = "", _ more: [String] = []) throws -> Subprocess.Outcome
    {
        let start = "mock start --listen ws://127.0.0.1:0 \(options)"
        return try sandbox.run(["--keep-going", "-c", "\(start)\n\(commands)"] + more)
    }

    // MARK: Recording

    @Test func `what closed the connection is recorded, and that it was a WebSocket`() throws {
        let outcome = try run("image a.jpg\nraw null", mock: "", ["--record", "x.jsonl"])
        #expect(outcome.termination == .exit(3))
        let lines = try sandbox.lines(of: sandbox.file("x.jsonl"))
        try #require(lines.count == 4)
        #expect(lines[0].contains(#""to":"ws://127.0.0.1:"#))
        #expect(lines[0].contains(#""mode":"websocket""#))
        #expect(!lines[1].contains("close"))
        #expect(
            lines[2].contains(#""error":"closed-without-response","close":{"code":1011,"reason":""}"#),
            "\(lines[2])"
        )
    }

    @Test func `no secret of the endpoint or of a header comes into a recording, a message or the status`() throws {
        let port = try UnusedPort()
        let endpoint = "ws://someone:opensesame@\(port.endpoint)/?apikey=topsecret"
        let options = ["--to", endpoint, "--header", "X-Key: hiddenvalue", "--connect-timeout", "20ms"]
        let commands = "status\nset\nimage a.jpg\nconnect '\(endpoint)'\nstatus"
        let outcome = try sandbox.run(options + ["--record", "x.jsonl", "-v", "--keep-going", "-c", commands])
        let recorded = try Sandbox.text(of: sandbox.file("x.jsonl"))
        for secret in ["someone", "opensesame", "topsecret", "hiddenvalue"] {
            #expect(!(outcome.text + outcome.error + recorded).contains(secret), "\(secret)")
        }
        #expect(outcome.text.contains("ws://\(port.endpoint)/?apikey=***"))
    }

    // MARK: What terminates a socket server

    @Test(arguments: [
        "raw null\nraw 1", "bench --requests 1 raw null", "replay fatal.jsonl",
    ])
    func `what is fatal for a socket server only is sent, and told once`(commands: String) throws {
        try sandbox.write(
            "fatal.jsonl",
            """
            {"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}
            {"n":1,"request":null,"error":"closed-without-response","gap":0,"ms":0}
            {"n":2,"request":1,"error":"closed-without-response","gap":0,"ms":0}

            """
        )
        let outcome = try run("\(commands)\nimage a.jpg")
        let warnings = outcome.errorLines.filter { $0.contains("would terminate the vendor's socket server, for ") }
        #expect(warnings.count == 1, "\(outcome.error)")
        #expect(outcome.text.hasSuffix("O.k.\n"), "\(outcome.text)")
        #expect(!outcome.error.contains("not sent"))
    }

    @Test func `it is still refused for a socket server`() throws {
        let outcome = try sandbox.run(["--mock", "-c", "raw null"])
        #expect(outcome.error.contains("not sent: this would terminate the vendor's server, for "))
        #expect(outcome.termination == .exit(2))
    }

    @Test func `abort sends quit, which closes the connection to the example`() throws {
        let outcome = try run("abort --yes\nimage a.jpg")
        #expect(outcome.text.hasSuffix("bye\nO.k.\n"), "\(outcome.text)")
        #expect(outcome.error.contains("ipcsh: the server closed the connection (1000: Closing connection.)\n"))
        #expect(outcome.termination == .exit(0))
        let json = try run("set json on\nabort --yes").lines.last ?? ""
        #expect(json.hasPrefix("{") && json.contains(#""response":"bye""#), "\(json)")
        let refusal = try run("abort")
        #expect(refusal.error.contains("abort: this stops a server that was built on the vendor's template; --yes"))
    }

    @Test func `a load test says that it was a WebSocket`() throws {
        let outcome = try run("set json on\nbench --requests 20 --jobs 2")
        #expect(outcome.lines.last?.contains(#""mode":"websocket""#) == true, "\(outcome.text)")
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
    }

    // MARK: Options

    @Test func `header, origin, subprotocol and deflate go into the handshake`() throws {
        let server = try ScriptedServer { connection in
            var head = ""
            while !head.contains("\r\n\r\n") { head += String(decoding: try connection.receive(), as: UTF8.self) }
            // What it says is what was asked.
            let asked = head.split(separator: "\r\n").dropFirst().joined(separator: "|")
            try connection.send("HTTP/1.1 400 \(asked)\r\nContent-Length: 0\r\n\r\n")
        }
        let outcome = try sandbox.run([
            "image", "a.jpg", "--to", "ws://\(server.endpoint)", "--header", "X-A: one", "--header", "X-B:two",
            "--origin", "http://here", "--subprotocol", "first", "--subprotocol", "second", "--deflate",
        ])
        for part in [
            "X-A: one", "X-B: two", "Origin: http://here", "Sec-WebSocket-Protocol: first, second",
            "permessage-deflate",
        ] {
            #expect(outcome.error.contains(part), "\(part): \(outcome.error)")
        }
        #expect(outcome.termination == .exit(3))
    }

    @Test func `with compression, answers are the same`() throws {
        let outcome = try run("image a.jpg --deflate\nset deflate on\nimage b.jpg\nraw {\"x\": null}")
        #expect(outcome.text.hasSuffix("O.k.\nO.k.\nError: Unknown request:\n{'x': None}\n"), "\(outcome.text)")
    }

    @Test func `they do nothing on a socket`() throws {
        let options = ["--header", "X-A: one", "--origin", "http://here", "--subprotocol", "first", "--deflate"]
        let outcome = try sandbox.run(["--mock", "image", "a.jpg"] + options)
        #expect(outcome.text == "O.k.\n")
        #expect(outcome.error.isEmpty)
    }

    @Test(arguments: [
        ("--header", "secret", "NAME:VALUE is expected"), ("--header", "a b: secret", "a header's name has only"),
        ("--header", "a: secret\n", "the value of the header 'a' has a control character"),
        ("--header", "Host: secret", "the handshake writes the header 'Host' itself"),
        ("--header", "sec-websocket-key: secret", "the handshake writes the header 'sec-websocket-key' itself"),
        ("--origin", "secret\n", "control character"), ("--subprotocol", "a b", "'a b' is not a name"),
    ])
    func `a value that cannot stand in a handshake is refused`(option: String, value: String, reason: String) throws {
        let outcome = try sandbox.run(["image", "a.jpg", "--to", "ws://127.0.0.1:9", option, value])
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.error.contains(option) && outcome.error.contains(reason), "\(outcome.error)")
        #expect(!outcome.error.contains("secret"), "\(outcome.error)")
        #expect(outcome.termination == .exit(2))
    }

    // MARK: The mock server

    @Test func `one mock server listens at several places, for one project`() throws {
        let server = try sandbox.start([
            "mock", "--listen", "ws://127.0.0.1:0", "--listen", "127.0.0.1:0", "--ready-file", "ready",
        ])
        try server.waitForError("mock server on 127.0.0.1:")
        try server.waitForError("\n")
        // It is there before anybody is served.
        var endpoints: [String] = []
        while endpoints.count < 2 { endpoints = (try? sandbox.lines(of: sandbox.file("ready"))) ?? [] }
        #expect(endpoints[0].hasPrefix("ws://127.0.0.1:"))
        for endpoint in endpoints { #expect(try sandbox.run(["image", "a.jpg", "--to", endpoint]).text == "O.k.\n") }
        server.send(SIGTERM)
        let outcome = try server.wait()
        #expect(outcome.termination == .exit(0))
        #expect(outcome.error.contains("2 exchanges"), "\(outcome.error)")
        #expect(sandbox.names(in: sandbox.work).isEmpty)
    }

    @Test func `the template answers Ok`() throws {
        #expect(try run("raw {\"any\": 1}", mock: "--profile basics --parallel").text.hasSuffix("\nOk\n"))
        let refusal = try sandbox.run(["mock", "--listen", "127.0.0.1:0", "--profile", "basics"])
        #expect(refusal.error == "ipcsh: --profile and --parallel go with --listen ws://HOST:PORT\n")
    }

    @Test(arguments: [
        ("close:4000", "closed the connection without a response (4000)"), ("no-close-frame", "(no Close frame)"),
        ("fragment:1", ""), ("late-pong", ""),
    ])
    func `faults of a WebSocket`(fault: String, message: String) throws {
        let outcome = try run("image a.jpg", mock: "--fault \(fault)")
        #expect(outcome.error.contains(message) || message.isEmpty)
        #expect(outcome.text.hasSuffix("O.k.\n") == message.isEmpty)
    }

    // MARK: The connection

    @Test func `status says whether the connection is open, and disconnect closes it`() throws {
        let outcome = try run(
            "status\nimage a.jpg\nstatus\nclose 4001 'good bye'\nstatus\nping\nstatus\ndisconnect\nstatus"
        )
        let states = outcome.lines.filter { $0.hasPrefix("server:") }.map {
            $0.split(separator: "(").dropFirst().joined()
        }
        let (open, closed) = ("websocket, connected, the embedded mock server)", "websocket, not connected yet, ")
        try #require(states.count == 5, "\(outcome.text)")
        #expect(states[1] == open && states[3] == open, "\(states)")
        #expect(states[0].hasPrefix(closed) && states[2].hasPrefix(closed), "\(states)")
        #expect(outcome.text.contains("\nclosed (4001: good bye)\n"), "\(outcome.text)")
        #expect(outcome.lines.contains { $0.wholeMatch(of: /pong after [\d.]+ms/) != nil }, "\(outcome.text)")
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
    }

    @Test(arguments: [
        ("close", "close: no connection to ws://127.0.0.1:"),
        ("close 1005", "close: '1005' is not a code that can be sent"),
        ("close x", "close: 'x' is not a code"), ("connect 127.0.0.1:9; ping", "ping: it is for a WebSocket server"),
        ("connect 127.0.0.1:9; close", "close: it is for a WebSocket server"),
        ("ping " + String(repeating: "x", count: 126), "ping: a ping has 125 bytes at the most, not 126"),
        ("close 1000 " + String(repeating: "x", count: 124), "close: a reason has 123 bytes at the most, not 124"),
    ])
    func `what cannot be sent is refused`(command: String, reason: String) throws {
        let outcome = try run(command)
        #expect(outcome.error.contains("ipcsh: \(reason)"), "\(outcome.error)")
        #expect(outcome.termination == .exit(2))
    }

    @Test(arguments: ["half a line", "sleep 5m\r"])
    func `what the server does while nothing is asked is told, and the line stays`(typed: String) throws {
        let server = try sandbox.start(["mock", "--listen", "ws://127.0.0.1:0", "-q"])
        let endpoint = try server.waitForError("\n").prefix { $0 != "\n" }.split(separator: " ").last.map(String.init)
        let terminal = try sandbox.startOnTerminal(["--no-record", "--to", try #require(endpoint)])
        try terminal.expect("> ")
        try terminal.send("image a.jpg\r")
        try terminal.expect("\nO.k.")
        try terminal.expect("> ")
        try terminal.send(typed)
        try terminal.expect(String(typed.prefix(8)))
        server.send(SIGTERM)
        try terminal.expect(" closed the connection (")
        if typed.hasSuffix("\r") {
            try terminal.sendKey(.ctrlC)
            try terminal.expect(" [130]")
        } else {
            try terminal.expectScreen("the line stands below") { $0.hasSuffix("> \(typed)") }
            try terminal.sendKey(.ctrlC)
            try terminal.expect("^C\r\n")
        }
        try terminal.expect("> ")
        try terminal.send("quit\r")
        _ = try terminal.waitForExit()
        #expect(try server.wait().termination == .exit(0))
    }

    @Test func `the history keeps no secrets`() throws {
        let terminal = try sandbox.startOnTerminal(["--no-record"], columns: 200)
        try terminal.expect("> ")
        let lines = [
            "connect 'ws://someone:opensesame@127.0.0.1:9/?apikey=topsecret'",
            #"status; connect ws://127.0.0.1:9/?apikey=topsecret"#,
            "image a.jpg --dry-run --header 'X-Key: hiddenvalue' --header=X-B:hiddenvalue --head \"X-C: hiddenvalue\"",
        ]
        for (index, line) in lines.enumerated() {
            try terminal.send("\(line); echo done\(index)\r")
            try terminal.expect("\ndone\(index)\r\n")
        }
        try terminal.expect("> ")
        try terminal.sendKey(.ctrlD)
        _ = try terminal.waitForExit()
        let history = try Sandbox.text(of: "\(sandbox.home)/.local/state/ipcsh/history")
        for secret in ["opensesame", "topsecret", "hiddenvalue"] { #expect(!history.contains(secret), "\(history)") }
        #expect(history.contains("connect 'ws://***@127.0.0.1:9/?apikey=***'"), "\(history)")
        #expect(history.contains("--header 'X-Key:***' --header=X-B:*** --head \"X-C:***\""), "\(history)")
    }
}
