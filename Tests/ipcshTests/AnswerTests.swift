import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Answers as servers with commands of their own give them: words, JSON, several messages.
@Suite struct AnswerTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["NO_COLOR"] = "1"
    }

    private static let header =
        #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"ws://winbox:40010","mode":"websocket"}"#

    /// A server that answers `scan` with three messages and pushes a fourth, and other words as they ask.
    private static let server =
        header + #"""

            {"n":1,"request":"scan","responses":[{"text":"25 %","ms":1},{"text":"75 %","ms":5},{"text":"{\"status\": \"done\", \"result\": [3.6]}","ms":9}],"gap":0,"ms":9}
            {"n":2,"pushed":"project saved","gap":0.012}
            {"n":3,"request":"status","response":"{\"status\": \"busy\", \"id\": \"a/b\"}","gap":1,"ms":1}
            {"n":4,"request":"bad","response":"ERROR:UNKNOWN_COMMAND","gap":1,"ms":1}
            {"n":5,"request":"good","response":"Ok","gap":1,"ms":1}
            {"n":6,"request":"quiet","responses":[],"gap":1,"ms":1}
            {"end":6}

            """#

    private func run(_ commands: String, _ options: [String] = [], webSocket: Bool = true) throws -> Subprocess.Outcome
    {
        try sandbox.write("server.jsonl", Self.server)
        let listen = webSocket ? "ws://127.0.0.1:0" : "127.0.0.1:0"
        let start = "mock start --listen \(listen) --serve server.jsonl | cat > /dev/null"
        return try sandbox.run(options + ["-c", "\(start)\n\(commands)"])
    }

    // MARK: What counts as an error

    @Test(
        arguments: [
            ("raw good\nexpect ok", 0), ("raw bad", 0), ("set error-pattern ^ERROR:\nraw bad", 1),
            ("raw bad --error-pattern ^ERROR:", 1), ("raw --error-pattern=^ERROR: bad", 1),
            ("raw --error-pattern=^ERROR: bad\nexpect error", 0), ("raw --ok-pattern=^done good", 1),
            ("set ok-pattern '^Ok$'\nraw good\nexpect ok\nraw bad\nexpect error", 0),
            (#"set error-pattern '"busy"'"# + "\nraw status\nif error\nraw good\nend\nexpect ok", 0),
            ("set error-pattern ^ERROR:\nunset error-pattern\nraw bad", 0),
        ]
    )
    func `the rule decides what a command comes to`(commands: String, status: Int32) throws {
        let outcome = try run(commands)
        #expect(outcome.termination == .exit(status), "\(outcome.text)\(outcome.error)")
    }

    @Test func `a section of the configuration holds for its server`() throws {
        try sandbox.write("../home/.config/ipcsh/config", "[ws://nobody:1]\nerror-pattern = Ok\n")
        #expect(try run("raw good").termination == .exit(0))
        let commands = "connect ws://nobody:1\nset error-pattern\nconnect localhost:7000\nset error-pattern"
        #expect(try run(commands).text == "Ok\n\n")
        let outcome = try sandbox.run(["--to", "ws://nobody:1", "-c", "set"])
        let line = outcome.lines.first { $0.hasPrefix("error-pattern") } ?? ""
        #expect(line.hasSuffix("/ipcsh/config [ws://nobody:1])"), "\(line)")
    }

    @Test func `a recording keeps the rule, and what reads it goes by it`() throws {
        let record = ["--record", "x.jsonl", "--error-pattern", "^ERROR:|busy", "--keep-going"]
        #expect(try run("raw good\nraw bad\nraw status", record).termination == .exit(1))
        #expect(try sandbox.lines(of: sandbox.file("x.jsonl"))[0].hasSuffix(#""error_pattern":"^ERROR:|busy"}"#))
        let shown = try sandbox.run(["session", "show", "x.jsonl", "--errors-only"])
        #expect(shown.text.contains("ERROR:UNKNOWN") && shown.text.contains("busy") && !shown.text.contains("> good"))
        let stats = try sandbox.run(["session", "stats", "x.jsonl", "--json"])
        #expect(stats.text.contains(#""error":2"#) && stats.text.contains(#""ok":1"#), "\(stats.text)")
        let list = try sandbox.run(["session", "list", "."])
        #expect(list.lines.contains { $0.contains("x.jsonl") && $0.contains(" 3       2 ") }, "\(list.text)")
    }

    @Test(
        arguments: [
            ("error-pattern = A", "mock", "A"),
            ("error-pattern = A\n[ws://127.0.0.1:0]\nerror-pattern = B", "mock", "B"),
            ("[ws://127.0.0.1:9]\nerror-pattern = B", "mock", nil),
            ("error-pattern = A", "mock --error-pattern C", "C"),
            ("error-pattern = A", "mock --ok-pattern k", "A"), ("error-pattern = A", "mock --error-pattern=", nil),
            ("error-pattern = A", "mock --serve ruled.jsonl", "R"),
            ("error-pattern = A", "mock --serve server.jsonl", "A"),
            ("error-pattern = A", "proxy --to ws://127.0.0.1:1", "A"),
            ("[ws://127.0.0.1:1]\nerror-pattern = B", "proxy --to ws://127.0.0.1:1", "B"),
            ("[127.0.0.1:1]\nerror-pattern = B", "proxy --to 127.0.0.1:1", "B"),
            ("[ws://127.0.0.1:0]\nerror-pattern = B", "proxy --to ws://127.0.0.1:1", nil),
        ] as [(String, String, String?)]
    )
    func `a server's recording has the rule of the configuration`(
        configuration: String,
        command: String,
        pattern: String?
    ) throws {
        try sandbox.write("../home/.config/ipcsh/config", configuration + "\n")
        try sandbox.write("server.jsonl", Self.server)
        let rule = #","error_pattern":"R"}"#
        try sandbox.write("ruled.jsonl", Self.server.replacing(Self.header, with: Self.header.dropLast() + rule))
        let (server, _) = try start(command.split(separator: " ").map(String.init) + ["--record", "x.jsonl"])
        server.send(SIGTERM)
        _ = try server.wait()
        let header = try sandbox.lines(of: sandbox.file("x.jsonl"))[0]
        #expect(header.firstMatch(of: /"error_pattern":"(.*?)"/).map { String($0.1) } == pattern, "\(header)")
    }

    @Test func `a server started in the shell has the rule of the settings`() throws {
        let commands = "set error-pattern ^ERROR:\nmock start --record x.jsonl\nmock stop"
        #expect(try sandbox.run(["-c", commands]).termination == .exit(0))
        #expect(try sandbox.lines(of: sandbox.file("x.jsonl"))[0].contains(#""error_pattern":"^ERROR:""#))
    }

    @Test func `what is wrong with the configuration is told, and keeps no server from running`() throws {
        try sandbox.write("../home/.config/ipcsh/config", "nonsense\n")
        let outcome = try sandbox.run(["mock", "--explain", "{}"])
        #expect(outcome.termination == .exit(0))
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.error.hasSuffix("/.config/ipcsh/config:1: a line is NAME = VALUE\n"), "\(outcome.error)")
    }

    // MARK: JSON

    @Test(
        arguments: [
            (#"expect json /status = "busy""#, ""), ("expect json /status != done", ""), ("expect json /id", ""),
            ("expect json /id = a/b", ""), ("expect json", ""), ("expect json /status ~ ^b", ""),
            (#"expect json /status = "done""#, #"expected json /status = "done", got "busy"  request: status"#),
            (
                "expect json /done",
                #"expected json /done, got nothing at /done: the answer has "status", "id"  request: status"#
            ),
            ("expect json status", "expect: json: 'status' is no JSON pointer: it begins with '/', as in /result/0"),
            ("if json /status = busy; else; fail no; end", ""), ("if not json /status = done; else; fail no; end", ""),
            ("if json /status; else if json /id; end", ""), ("capture id /id\nif $id = a/b; else; fail no; end", ""),
            ("capture id /x", #"capture: nothing at /x: the answer has "status", "id""#),
            ("raw good\ncapture id /x", #"capture: the response is no JSON: "Ok""#),
            ("raw good\nexpect json /x", #"expected json /x, got "Ok", which is no JSON  request: good"#),
        ]
    )
    func `a JSON answer is looked into`(command: String, message: String) throws {
        let outcome = try run("raw status\n\(command)", ["-q"])
        let last = outcome.errorLines.last ?? ""
        #expect(message.isEmpty ? last.isEmpty : last.hasSuffix(message), "\(outcome.error)")
        #expect((outcome.termination == .exit(0)) == message.isEmpty)
    }

    @Test(arguments: ["> 3.5", ">= 3.6", "< 4", "<= 3.60", "= 3.6"])
    func `numbers are compared, and no file is written`(comparison: String) throws {
        let commands = "raw --messages 3 scan\nexpect json /result/0 \(comparison)\n"
        let outcome = try run(commands + "if json /result/0 \(comparison); echo yes; end")
        #expect(outcome.lines.last == "yes")
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
        #expect(sandbox.names(in: sandbox.work) == ["server.jsonl"])
    }

    @Test func `behind other commands the signs are what they were`() throws {
        _ = try run("raw status\nlast > out.txt\necho json /a > other.txt")
        #expect(try Sandbox.text(of: sandbox.file("out.txt")).contains("busy"))
        #expect(try Sandbox.text(of: sandbox.file("other.txt")) == "json /a\n")
    }

    @Test func `last --pretty indents, with colours where they are wanted`() throws {
        #expect(
            try run("raw status\nlast --pretty").text.hasSuffix("{\n  \"status\": \"busy\",\n  \"id\": \"a/b\"\n}\n")
        )
    }

    // MARK: Several messages

    @Test(arguments: [
        ("raw --messages 3 scan", "25 %|75 %|{"), ("raw --until done scan", "25 %|75 %|{"),
        ("raw --messages 2 --until done scan", "25 %|75 %"), ("raw --until 25 scan", "25 %"),
        ("raw --messages 0 scan\nreceive --messages 2", "25 %|75 %"), ("raw --messages 0 quiet\nexpect ok", ""),
        ("raw --messages 3 scan\nreceive", "25 %|75 %|{|project saved"),
        ("raw --messages 3 scan\nreceive --until saved\nexpect 'project saved'", "25 %|75 %|{|project saved"),
        ("raw good\nreceive --for 10ms", "Ok"),
    ])
    func `they are shown one by one`(commands: String, texts: String) throws {
        let outcome = try run(commands)
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
        let lines = outcome.lines.map { $0.hasPrefix("{") ? "{" : $0 }
        #expect(lines.joined(separator: "|") == texts)
    }

    @Test(
        arguments: [
            ("raw --messages 9 --timeout 300ms --linger 0 good", 3, "1 message came from"),
            (
                "raw good\nreceive --for 10ms --messages 2", 3,
                "receive: nothing came within 10ms, 2 were waited for (see --for)"
            ),
            (
                "raw good\nreceive --for 10ms --until x", 3,
                "receive: nothing came within 10ms, none matches x (see --for)"
            ),
            ("receive --messages 0", 2, "receive: --messages 0 would wait for nothing"),
        ]
    )
    func `what does not come in time is told`(commands: String, status: Int32, message: String) throws {
        let outcome = try run(commands)
        #expect(outcome.error.contains(message), "\(outcome.error)")
        #expect(outcome.termination == .exit(status))
    }

    @Test(arguments: [
        "raw --messages 2 good", "image a.jpg --until x", "receive", "bench --messages 2 --requests 1 raw good",
    ])
    func `a server in one-shot mode is not asked for several`(command: String) throws {
        let outcome = try run(command, webSocket: false)
        #expect(outcome.error.contains("for a WebSocket server, or --keep-alive"), "\(outcome.error)")
        #expect(outcome.termination == .exit(2))
    }

    @Test func `what is recorded comes back whole: replayed, served, compared, exported, and as a script`() throws {
        let commands = "raw --messages 3 scan\nreceive\nraw status\nraw --messages 0 quiet\nraw good"
        #expect(try run(commands, ["--record", "one.jsonl"]).termination == .exit(0))
        let lines = try sandbox.lines(of: sandbox.file("one.jsonl"))
        #expect(lines[1].contains(#""responses":[{"text":"25 %","ms":"#))
        #expect(lines[2].hasPrefix(#"{"n":2,"pushed":"project saved","gap":"#))
        #expect(lines[4].contains(#""request":"quiet","responses":[]"#))

        // Served by another mock server, it is the same session.
        let start = "mock start --listen ws://127.0.0.1:0 --serve one.jsonl --record served.jsonl"
        let replay = try sandbox.run(["--record", "two.jsonl", "-c", "\(start)\nreplay one.jsonl\nmock stop"])
        #expect(replay.termination == .exit(0), "\(replay.text)\(replay.error)")
        #expect(replay.text.contains("4 of 4: all the same"), "\(replay.text)")
        let diff = try sandbox.run(["session", "diff", "one.jsonl", "served.jsonl"])
        #expect(diff.termination == .exit(0), "\(diff.text)\(diff.error)")
        let check = try sandbox.run(["session", "check", "one.jsonl", "two.jsonl", "served.jsonl"])
        #expect(check.termination == .exit(0), "\(check.text)\(check.error)")

        let show = try sandbox.run(["session", "show", "one.jsonl"]).text
        #expect(show.contains("  < 25 %  ") && show.contains("unasked\n  < project saved\n"), "\(show)")
        let export = try sandbox.run(["session", "export", "--csv", "one.jsonl"]).text
        #expect(export.contains(",pushed,project saved,"), "\(export)")
        let stats = try sandbox.run(["session", "stats", "one.jsonl"]).text
        #expect(stats.contains("messages: 3 in answers of several, 1 unasked\n"), "\(stats)")

        let script = try sandbox.run(["session", "script", "one.jsonl"]).text
        try sandbox.write("again.ipcsh", "mock start --listen ws://127.0.0.1:0 --serve one.jsonl\n" + script)
        let again = try sandbox.run(["again.ipcsh"])
        #expect(again.termination == .exit(0), "\(script)\(again.error)")
    }

    @Test func `what is pushed with an answer is recorded behind it`() throws {
        let server = """
            \(Self.header)
            {"match":{},"messages":["a","b","c"]}

            """
        try sandbox.write("stub.jsonl", server)
        let start = "mock start --listen ws://127.0.0.1:0 --serve stub.jsonl | cat > /dev/null"
        let commands = String(repeating: "raw {}\nreceive --messages 2\n", count: 20)
        let outcome = try sandbox.run(["--record", "one.jsonl", "-c", "\(start)\n\(commands)"])
        #expect(outcome.termination == .exit(0), "\(outcome.text)\(outcome.error)")
        let lines = try sandbox.lines(of: sandbox.file("one.jsonl")).dropFirst().dropLast()
        #expect(lines.map { $0.contains(#""pushed":"#) } == (0..<60).map { $0 % 3 != 0 }, "\(lines)")
    }

    @Test func `a message that differs is told, and taken over`() throws {
        let other = Self.server.replacing("75 %", with: "80 %").replacing("project saved", with: "project lost")
        try sandbox.write("mine.jsonl", other)
        let outcome = try run("replay mine.jsonl --only 1 --update")
        #expect(outcome.text.contains("  message 2 of 4:\n  expected: 80 %\n  actual:   75 %\n"), "\(outcome.text)")
        #expect(outcome.text.contains("  message 4 of 4:\n  expected: project lost\n  actual:   project saved\n"))
        let lines = try sandbox.lines(of: sandbox.file("mine.jsonl"))
        #expect(lines[1].contains(#""text":"75 %""#) && !lines[1].contains("saved"))
    }

    @Test func `a replay compares JSON by value when it is asked to`() throws {
        let busy = #""{\"status\": \"busy\", \"id\": \"a/b\"}""#
        try sandbox.write("mine.jsonl", Self.server.replacing(busy, with: #""{\"id\":\"x\",\"status\":\"busy\"}""#))
        let options = "replay mine.jsonl --only 3 --normalize json"
        let told = try run(options)
        #expect(told.termination == .exit(4))
        #expect(told.text.contains(#"  diff:     /id: "x" -> "a/b""#), "\(told.text)")
        #expect(try run(options + " --ignore-json /id").termination == .exit(0))
        #expect(try run("replay mine.jsonl --only 3 --ignore-json /id").termination == .exit(0))
        #expect(try run("replay mine.jsonl --ignore-json id").error.contains("'id' is no JSON pointer"))
    }

    @Test func `in JSON, an exchange has all its messages, and one that is received is an object`() throws {
        let outcome = try run("raw --messages 3 scan\nreceive", ["--json"])
        #expect(outcome.lines.first?.contains(#""responses":[{"text":"25 %","#) == true, "\(outcome.text)")
        #expect(outcome.lines.last == #"{"n":1,"pushed":"project saved","gap":0}"#)
    }

    @Test func `keep-alive has several, too`() throws {
        let server = try ScriptedServer { connection in
            while true {
                let request = String(decoding: try connection.receiveRequest(), as: UTF8.self)
                try connection.send("1 of \(request)\r\n2 of \(request)\r\n")
            }
        }
        let outcome = try sandbox.run([
            "--to", server.endpoint, "--keep-alive", "--record", "x.jsonl", "-c",
            "raw --messages 2 a\nraw --until 2 b\nraw --messages 0 c\nreceive --messages 2",
        ])
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
        #expect(outcome.lines.count == 6)
        let check = try sandbox.run(["replay", "x.jsonl", "--to", server.endpoint, "--keep-alive"])
        #expect(check.text.contains("3 of 3: all the same"), "\(check.text)\(check.error)")
        #expect(server.connections == 2)
    }

    // MARK: Definitions and stubs

    private static let definitions = """
        define scan
            until done
            raw scan
            expect json /status = done
        end
        define risky
            error ^ERROR:
            raw bad
        end
        define several
            messages 2
            raw scan
        end

        """

    @Test(
        arguments: [
            ("scan", 0, "25 %|75 %|{"), ("risky", 1, "ERROR:UNKNOWN_COMMAND"),
            ("risky\nexpect error\nraw bad\nexpect ok", 0, "ERROR:UNKNOWN_COMMAND|ERROR:UNKNOWN_COMMAND"),
            ("risky --error-pattern x", 0, "ERROR:UNKNOWN_COMMAND"), ("several", 0, "25 %|75 %"),
            ("several --messages 3", 0, "25 %|75 %|{"), ("several --until 25", 0, "25 %"),
            ("several --messages 3\nraw good", 0, "25 %|75 %|{|Ok"),
        ]
    )
    func `a definition says how its answers are`(commands: String, status: Int32, texts: String) throws {
        let outcome = try run(Self.definitions + commands)
        #expect(outcome.termination == .exit(status), "\(outcome.error)")
        let lines = outcome.lines.map { $0.hasPrefix("{") ? "{" : $0 }
        #expect(lines.joined(separator: "|") == texts)
    }

    @Test(
        arguments: [
            ("until (", "until: '(' is no regular expression"), ("ok", "ok: an expression is expected"),
            ("messages x", "messages: 'x' is not a number"),
            ("error $x", "error: an expression is expected, without variables"),
        ]
    )
    func `what such a line says wrongly is told with its place`(line: String, message: String) throws {
        try sandbox.write("wrong.ipcsh", "define scan\n    \(line)\n    raw scan\nend\n")
        let outcome = try sandbox.run(["wrong.ipcsh"])
        #expect(outcome.error.contains("wrong.ipcsh:2:") && outcome.error.contains(message), "\(outcome.error)")
        #expect(outcome.termination == .exit(2))
    }

    @Test func `a stub can have several messages, and several answers of several`() throws {
        let stubs = #"""
            {"match":{"scan":"*"},"messages":["begun ${request.scan}",{"text":"done","ms":5}]}
            {"match":{"turn":1},"responses":[{"messages":["a","b"]},"c",{"messages":[]}]}

            """#
        try sandbox.write("stubs.jsonl", Self.header + "\n" + stubs)
        let commands = #"""
            raw --messages 2 {"scan": "left"}
            raw --until b {"turn": 1}
            raw {"turn": 1}
            raw --messages 0 {"turn": 1}
            receive --for 20ms
            """#
        let start = "mock start --listen ws://127.0.0.1:0 --serve stubs.jsonl | cat > /dev/null"
        let outcome = try sandbox.run(["-c", "\(start)\n\(commands)"])
        #expect(outcome.lines == ["begun left", "done", "a", "b", "c"], "\(outcome.text)\(outcome.error)")
        #expect(try sandbox.run(["session", "check", "stubs.jsonl"]).termination == .exit(0))
        for wrong in [#""messages":1"#, #""messages":["a"],"response":"b""#, #""messages":["${x"]"#] {
            try sandbox.write("wrong.jsonl", Self.header + "\n{\"match\":{},\(wrong)}\n")
            let refused = try sandbox.run(["-c", "mock start --serve wrong.jsonl"])
            #expect(refused.error.contains("wrong.jsonl:2: "), "\(wrong): \(refused.error)")
        }
    }

    @Test func `a proxy between WebSockets records what is pushed`() throws {
        try sandbox.write("server.jsonl", Self.server)
        let (server, mock) = try start(["mock", "--serve", "server.jsonl"])
        let record = ["--record", "proxied.jsonl", "--error-pattern", "^ERROR:"]
        let (proxy, endpoint) = try start(["proxy", "--to", mock] + record)
        let commands = "raw --messages 3 scan\nreceive\nraw bad"
        #expect(try sandbox.run(["--to", endpoint, "-c", commands]).lines.count == 5)
        proxy.send(SIGTERM)
        #expect(try proxy.wait().termination == .exit(0))
        let lines = try sandbox.lines(of: sandbox.file("proxied.jsonl"))
        #expect(lines[0].hasSuffix(#""error_pattern":"^ERROR:"}"#))
        #expect(
            lines.dropFirst().prefix(5).map { $0.contains(#""pushed":"#) } == [false, true, true, true, false],
            "\(lines)"
        )
        #expect(try sandbox.run(["session", "stats", "proxied.jsonl", "--json"]).text.contains(#""error":1"#))
        server.send(SIGTERM)
        _ = try server.wait()
    }

    /// - Returns: also where it listens.
    private func start(_ arguments: [String]) throws -> (process: Subprocess, endpoint: String) {
        let process = try sandbox.start(arguments + ["--listen", "ws://127.0.0.1:0"])
        let notice = try process.waitForError("\n").prefix { $0 != "\n" }
        return (process, notice.split(separator: " ").first { $0.hasPrefix("ws://127") }.map(String.init) ?? "")
    }
}
