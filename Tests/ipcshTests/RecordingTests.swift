import TestSupport
import Testing

@Suite struct RecordingTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test func `shells and scripts record into the data folder`() throws {
        #expect(try sandbox.run(["--mock", "-c", "image a.jpg; image b.jpg"]).termination == .exit(0))
        let folder = "\(sandbox.home)/.local/share/ipcsh/sessions"
        let names = sandbox.names(in: folder)
        try #require(names.count == 1)
        #expect(names[0].wholeMatch(of: /\d{8}-\d{6}-\d+\.jsonl/) != nil)
        #expect(sandbox.mode(of: folder) == 0o700)
        #expect(sandbox.mode(of: "\(folder)/\(names[0])") == 0o600)
        let lines = try sandbox.lines(of: "\(folder)/\(names[0])")
        try #require(lines.count == 4)
        #expect(lines[0].hasPrefix("{\"ipcsh\":1,"))
        #expect(lines[1].hasPrefix(#"{"n":1,"request":{"image":{"file":"a.jpg","#))
        #expect(lines[3] == "{\"end\":2}")
    }

    @Test func `XDG_DATA_HOME moves it, a folder named sessions beats both, IPCSH_SESSIONS all`() throws {
        let data = ["XDG_DATA_HOME": sandbox.file("data")]
        _ = try sandbox.run(["--mock"], typing: "image a.jpg\n", environment: data)
        #expect(sandbox.names(in: sandbox.file("data/ipcsh/sessions")).count == 1)
        try sandbox.write("sessions/README", "")
        _ = try sandbox.run(["--mock", "-c", "image a.jpg"], environment: data)
        #expect(sandbox.names(in: sandbox.file("sessions")).count == 2)
        let chosen = data.merging(["IPCSH_SESSIONS": sandbox.file("some/where")]) { $1 }
        _ = try sandbox.run(["--mock", "-c", "image a.jpg"], environment: chosen)
        #expect(sandbox.names(in: sandbox.file("some/where")).count == 1)
        #expect(sandbox.names(in: sandbox.file("sessions")).count == 2)
    }

    @Test func `nothing is made before the first exchange`() throws {
        let outcome = try sandbox.run(["--mock", "-c", "status; echo a"])
        #expect(outcome.termination == .exit(0))
        #expect(sandbox.names(in: sandbox.home).isEmpty)
        #expect(sandbox.names(in: sandbox.work).isEmpty)
    }

    @Test(arguments: [
        ["--mock", "--no-record", "-c", "image a.jpg"],
        ["image", "a.jpg", "--mock"],
        ["--mock", "elements", "a.gxml"],
        ["raw", "{}", "--mock"],
    ])
    func `no-record and single commands leave no file`(arguments: [String]) throws {
        _ = try sandbox.run(arguments)
        #expect(sandbox.names(in: sandbox.home).isEmpty)
        #expect(sandbox.names(in: sandbox.work).isEmpty)
    }

    @Test func `record appends, in any invocation`() throws {
        let file = sandbox.file("x.jsonl")
        for arguments in [
            ["image", "a.jpg", "--mock", "--record", "x.jsonl"],
            ["--record", "x.jsonl", "--mock", "-c", "image b.jpg; record off; image c.jpg"],
            ["--mock", "-c", "image d.jpg --record x.jsonl", "--no-record"],
        ] {
            #expect(try sandbox.run(arguments).termination == .exit(0))
        }
        let lines = try sandbox.lines(of: file)
        #expect(lines.count == 7)
        let requests = lines.filter { $0.hasPrefix("{\"n\":") }
        #expect(requests.map { $0.prefix(6) } == ["{\"n\":1", "{\"n\":2", "{\"n\":3"])
        for (line, name) in zip(requests, ["a", "b", "d"]) { #expect(line.contains("\"\(name).jpg\"")) }
        #expect(sandbox.names(in: sandbox.home).isEmpty)
    }

    @Test func `a note goes with the next exchange`() throws {
        _ = try sandbox.run(["--mock", "--record", "x.jsonl", "-c", "record note new lens; image a.jpg; image b.jpg"])
        let lines = try sandbox.lines(of: sandbox.file("x.jsonl"))
        #expect(lines.map { $0.contains("\"note\":\"new lens\"") } == [false, true, false, false])
    }

    @Test func `a mistake in what is piped in leaves a recording that is closed`() throws {
        _ = try sandbox.run(["--mock", "--record", "x.jsonl"], typing: "image a.jpg\nimgae\n")
        #expect(try sandbox.lines(of: sandbox.file("x.jsonl")).last == "{\"end\":1}")
    }

    @Test func `a failed exchange is recorded with its failure`() throws {
        let server = try ScriptedServer.silent()
        let arguments = ["--to", server.endpoint, "--timeout", "100ms", "--linger", "0", "--record", "x.jsonl"]
        _ = try sandbox.run(["image", "a"] + arguments)
        let lines = try sandbox.lines(of: sandbox.file("x.jsonl"))
        try #require(lines.count == 3)
        #expect(lines[1].contains(#""error":"timeout","note":"left while the server was at work, which may have "#))
    }

    @Test func `what is redacted goes over the wire, and not into the file`() throws {
        let server = try ScriptedServer { connection in
            let request = try connection.receiveRequest()
            try connection.send("Error: Unknown request:\n\(String(decoding: request, as: UTF8.self))\r\n")
        }
        let options = ["--to", server.endpoint, "--redact", "/image/file", "--redact", "/pass\\w+/=***"]
        let commands = "image C:/secret.jpg\nraw {\"x\": \"password\"}\nimage b.jpg --redact /image/name"
        let outcome = try sandbox.run(options + ["-c", commands, "--keep-going"])
        #expect(outcome.text.contains("C:/secret.jpg") && outcome.text.contains("password"))
        #expect(server.requests.map { String(decoding: $0, as: UTF8.self) }[0].contains("C:/secret.jpg"))
        let folder = "\(sandbox.home)/.local/share/ipcsh/sessions"
        let files = try sandbox.names(in: folder).map { try sandbox.lines(of: "\(folder)/\($0)") }
        #expect(
            files.map { $0[0].firstMatch(of: /"redacted":.*$/)?.output } == [
                #""redacted":["/image/file","regex"]}"#, #""redacted":["/image/name"]}"#,
            ]
        )
        let recorded = files[0].joined()
        #expect(recorded.contains("[redacted]") && recorded.contains("***"))
        #expect(!recorded.contains("secret") && !recorded.contains("password"))
    }

    @Test func `what cannot be redacted is a mistake in the call`() throws {
        for text in ["image/file", "/a~2", "/(/=x"] {
            let outcome = try sandbox.run(["image", "a.jpg", "--mock", "--redact", text])
            #expect(outcome.error.hasPrefix("ipcsh: --redact: '"), "\(outcome.error)")
            #expect(outcome.termination == .exit(2))
        }
        _ = try sandbox.run(["image", "a.jpg", "--mock", "--record", "x.jsonl"])
        let outcome = try sandbox.run(["image", "a.jpg", "--mock", "--record", "x.jsonl", "--redact", "/image/file"])
        #expect(
            outcome.error.contains(#"x.jsonl: what is recorded there has [] redacted, this recording ["/image/file"]"#)
        )
        #expect(outcome.termination == .exit(3))
        #expect(outcome.output.isEmpty)
    }
}
