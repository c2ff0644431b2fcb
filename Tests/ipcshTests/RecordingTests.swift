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
        #expect(lines.count == 4)
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
        _ = try sandbox.run(["image", "a", "--to", server.endpoint, "--timeout", "100ms", "--record", "x.jsonl"])
        let lines = try sandbox.lines(of: sandbox.file("x.jsonl"))
        #expect(lines.count == 3)
        #expect(lines[1].contains(#""error":"timeout""#))
    }
}
