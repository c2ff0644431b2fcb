import TestSupport
import Testing

/// Sessions of a WebSocket in every command that reads them.
@Suite struct WebSocketSessionTests {
    private static let socketHeader =
        #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#
    private static let webSocketHeader =
        #"{"ipcsh":1,"created":"c","tool":"t","via":"proxy","to":"ws://localhost:40010","mode":"websocket"}"#

    private static let lines = [
        webSocketHeader,
        #"{"n":1,"request":{"foo":1},"response":"Error: Unknown request:\n{'foo': 1}","gap":0,"ms":1}"#,
        #"{"n":2,"request":"quit","response":"bye","close":{"code":1000,"reason":"Closing connection."},"gap":0,"ms":1}"#,
        #"{"n":3,"request_base64":"AP8=","request_end":"binary","response":"Ok","gap":0,"ms":1}"#,
        #"{"n":4,"request":"x","response_base64":"/wA=","response_end":"binary","gap":0,"ms":1}"#,
        #"{"n":5,"request":null,"error":"closed-without-response","close":{"code":1011,"reason":"why"},"gap":0,"ms":1}"#,
        #"{"n":6,"request":1,"error":"closed-without-response","close":{"code":1006,"reason":""},"gap":0,"ms":1}"#,
        #"{"end":6}"#,
    ]

    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    private func write(_ name: String, _ lines: [String]) throws {
        try sandbox.write(name, lines.map { $0 + "\n" }.joined())
    }

    @Test(
        arguments: [
            ("session show a.jsonl", "a.jsonl: recorded c by t (proxy), to ws://localhost:40010, websocket"),
            ("session show a.jsonl", "  < bye\n    (closed, 1000: Closing connection.)\n"),
            ("session show a.jsonl", #"  > \x00\xff (binary)"# + "\n"),
            ("session show a.jsonl", #"  < \xff\x00"# + "\n    (binary)\n"),
            ("session show a.jsonl", "  < (no response: closed-without-response, 1011: why)\n"),
            ("session show a.jsonl", "  < (no response: closed-without-response, no Close frame)\n"),
            ("session list .", "ws://localhost:40010"), ("session stats a.jsonl", "closed-without-response"),
            ("session check a.jsonl", "a.jsonl: ok, 6 exchanges, closed"),
            ("session diff a.jsonl b.jsonl", "  A:       (no response: closed-without-response, 1011: why)\n"),
            ("session diff a.jsonl b.jsonl", "  B:       (no response: closed-without-response, 1009)\n"),
            ("session diff a.jsonl b.jsonl", "5 the same, 1 differs"),
            ("session export a.jsonl --csv", "quit,ok (1000: Closing connection.),bye,"),
            ("session export a.jsonl --csv", ",closed-without-response (1011: why),"),
            ("session script a.jsonl", "# 'ipcsh --to ws://HOST SCRIPT' runs it against a server."),
            ("session script a.jsonl", "raw quit\nexpect bye\n"),
            ("session script a.jsonl", "raw --binary --base64 AP8=\nexpect Ok\n"),
            (
                "session script a.jsonl",
                "# Exchange 5 cannot be scripted: null -> (no response: closed-without-response"
            ),
        ]
    )
    func `what a WebSocket has is shown`(command: String, expected: String) throws {
        try write("a.jsonl", Self.lines)
        var other = Self.lines
        other[5] = other[5].replacing(#""code":1011,"reason":"why""#, with: #""code":1009,"reason":"""#)
        try write("b.jsonl", other)
        let outcome = try sandbox.run(command.split(separator: " ").map(String.init))
        #expect(outcome.text.contains(expected), "\(outcome.text)\n\(outcome.error)")
    }

    @Test func `a script of a session makes the same exchanges again`() throws {
        try write("a.jsonl", Array(Self.lines[..<3]) + [Self.lines[5]])
        let script = try sandbox.run(["session", "script", "a.jsonl"]).text
        try sandbox.write("a.ipcsh", script)
        let outcome = try sandbox.run(["-c", "mock start --listen ws://127.0.0.1:0\nsource a.ipcsh"])
        #expect(outcome.termination == .exit(0), "\(script)\n\(outcome.error)")
    }

    @Test func `a binary message is sent over a WebSocket, and refused for a socket`() throws {
        let commands = "mock start --listen ws://127.0.0.1:0\nraw --binary --base64 AP8="
        let outcome = try sandbox.run(["--record", "x.jsonl", "-c", commands])
        #expect(outcome.error.contains("(1011)"), "\(outcome.error)")
        let recorded = try Sandbox.text(of: sandbox.file("x.jsonl"))
        #expect(recorded.contains(#""request_base64":"AP8=","request_end":"binary""#), "\(recorded)")
        let refused = try sandbox.run(["--mock", "-c", "raw --binary x"])
        #expect(refused.error.contains("raw: --binary is for a WebSocket server"))
        #expect(refused.termination == .exit(2))
    }

    // MARK: From one transport to the other

    @Test func `a session of a socket is the same over a WebSocket`() throws {
        try write(
            "socket.jsonl",
            [
                Self.socketHeader,
                #"{"n":1,"request":{"image":{"file":"a.jpg","name":"x","focal_length":"50.0"}},"response":"O.k.","gap":0,"ms":1}"#,
                #"{"n":2,"request":{"foo":1},"response":"Error: Unknown request:\n{'foo': 1}","gap":0,"ms":1}"#,
                #"{"n":3,"request":null,"error":"closed-without-response","gap":0,"ms":1}"#,
                #"{"n":4,"request":"quit","response":"Error: Malformed JSON message.","gap":0,"ms":1}"#,
                #"{"n":5,"request":"","request_end":"abort","error":"closed-without-response","gap":0,"ms":1}"#,
            ]
        )
        let commands = "mock start --listen ws://127.0.0.1:0\nreplay socket.jsonl --force --stop-on never"
        let outcome = try sandbox.run(["-c", commands])
        #expect(outcome.text.contains("sent 5 of 5: all the same"), "\(outcome.text)\(outcome.error)")
        for notice in [
            "exchange 3 counts as the same: a Close 1011 stands for a socket server that ends without an answer",
            "exchange 4 counts as the same: 'quit' ends the connection of a WebSocket client",
            "exchange 5 counts as the same: abort stops a socket server without a word",
        ] {
            #expect(outcome.error.contains("ipcsh: \(notice)"), "\(outcome.error)")
        }
        let json = try sandbox.run(["--json", "-c", commands])
        #expect(json.text.contains(#""meaning":"a Close 1011 stands"#), "\(json.text)")
        #expect(json.text.contains(#""close":{"code":1011,"reason":""}"#), "\(json.text)")
    }

    @Test func `and the other way round`() throws {
        try write("ws.jsonl", Array(Self.lines[..<3]))
        let outcome = try sandbox.run(["-c", "mock start\nreplay ws.jsonl"])
        #expect(outcome.text.contains("sent 2 of 2: all the same"), "\(outcome.text)\(outcome.error)")
        #expect(outcome.error.contains("exchange 2 counts as the same: 'quit' ends"), "\(outcome.error)")
    }

    @Test func `what differs all the same is told`() throws {
        try write(
            "socket.jsonl",
            [Self.socketHeader, #"{"n":1,"request":{"foo":1},"response":"O.k.","gap":0,"ms":1}"#]
        )
        let outcome = try sandbox.run([
            "-c", "mock start --listen ws://127.0.0.1:0\nreplay socket.jsonl",
        ])
        #expect(outcome.text.contains("sent 1 of 1: 1 differs"), "\(outcome.text)")
        #expect(outcome.termination == .exit(4))
    }

    @Test(arguments: [("one-shot", "ws://127.0.0.1:0"), ("websocket", "127.0.0.1:0")])
    func `a mock of the other kind serves it, and a test runs it`(mode: String, listen: String) throws {
        let header = mode == "websocket" ? Self.webSocketHeader : Self.socketHeader
        try write(
            "a.jsonl",
            [
                header, #"{"n":1,"request":{"foo":1},"response":"mine","gap":0,"ms":1}"#,
                #"{"n":2,"request":{"foo":2},"response":"yours","gap":0,"ms":1}"#, #"{"end":2}"#,
            ]
        )
        let outcome = try sandbox.run(["-c", "mock start --listen \(listen) --serve a.jsonl\ntest a.jsonl"])
        #expect(outcome.text.contains("1 of 1 passed"), "\(outcome.text)\(outcome.error)")
    }

    // MARK: The prompt

    @Test func `control frames show at the prompt with -v`() throws {
        let server = try ScriptedServer { connection in
            let socket = try ScriptedWebSocket(connection)
            _ = try socket.message()
            try socket.send("O.k.")
            try socket.ping(Array("knock".utf8))
            _ = try socket.next()
            _ = try socket.next()
        }
        let terminal = try sandbox.startOnTerminal(["-v", "--no-record", "--to", "ws://\(server.endpoint)"])
        try terminal.expect("> ")
        try terminal.send("raw 1\r")
        try terminal.expect("(ping) knock")
        try terminal.expect("(pong) knock")
        try terminal.sendKey(.ctrlD)
        _ = try terminal.waitForExit()
    }
}
