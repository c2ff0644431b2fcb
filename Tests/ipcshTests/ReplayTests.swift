import Glibc
import Platform
import TestSupport
import Testing
import WireJSON

@Suite struct ReplayTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private static let header =
        #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#

    /// A session of images `f1.jpg`, `f2.jpg` ... and the responses that were recorded for them.
    private func session(_ responses: [String], gap: Double = 0, name: String = "s.jsonl") throws -> String {
        let lines = responses.enumerated().map { index, response in
            let request = #"{"image":{"file":"f\#(index + 1).jpg","name":"Default","focal_length":"50.0"}}"#
            return #"{"n":\#(index + 1),"request":\#(request),"response":"\#(response)","gap":\#(gap),"ms":1}"#
        }
        return try sandbox.write(
            name,
            ([Self.header] + lines + [#"{"end":\#(lines.count)}"#, ""]).joined(separator: "\n")
        )
    }

    /// A server that answers each request with a number that counts up.
    private static func counting() throws -> ScriptedServer {
        try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("\(connection.number + 1)\r\n")
        }
    }

    @Test func `what came is kept beside the session, byte for byte but for the lines that differ`() throws {
        let path = try session(["1", "two", "3", "four"])
        let before = try sandbox.lines(of: path)
        let server = try Self.counting()
        let outcome = try sandbox.run(["replay", "s.jsonl", "--to", server.endpoint])
        #expect(outcome.termination == .exit(4))
        #expect(outcome.lines.last?.hasPrefix("sent 4 of 4: 2 the same, 2 differ in ") == true, "\(outcome.text)")
        #expect(outcome.error == "ipcsh: what came is in s.received.jsonl (--update takes it over)\n")
        #expect(try sandbox.lines(of: path) == before)
        let received = try sandbox.lines(of: sandbox.file("s.received.jsonl"))
        #expect(received.count == before.count)
        for index in before.indices where index != 2 && index != 4 { #expect(received[index] == before[index]) }
        #expect(received[2].contains(#""response":"2","#))
        #expect(received[4].contains(#""response":"4","#))
    }

    @Test func `update takes over what came, and the next replay is the same`() throws {
        let path = try session(["1", "two", "3"])
        let before = try sandbox.lines(of: path)
        let server = try Self.counting()
        let outcome = try sandbox.run(["replay", "s.jsonl", "--update", "--to", server.endpoint])
        #expect(outcome.termination == .exit(0))
        #expect(outcome.error == "ipcsh: s.jsonl now holds what came\n")
        let after = try sandbox.lines(of: path)
        #expect(after.indices.filter { after[$0] != before[$0] } == [2])
        #expect(sandbox.names(in: sandbox.work) == ["s.jsonl"])
        let another = try Self.counting()
        let again = try sandbox.run(["replay", "s.jsonl", "--to", another.endpoint])
        #expect(again.termination == .exit(0))
    }

    @Test func `what is redacted is not kept beside the session`() throws {
        _ = try session(["1", "two"])
        let server = try Self.counting()
        let outcome = try sandbox.run(["replay", "s.jsonl", "--to", server.endpoint, "--redact", "/image/file"])
        #expect(outcome.termination == .exit(4))
        #expect(sandbox.names(in: sandbox.work) == ["s.jsonl"])
    }

    @Test func `a session cannot come from a pipe`() throws {
        let pipe = sandbox.file("pipe")
        mkfifo(pipe, 0o600)
        // Open for both, so that nobody waits for the other end.
        let descriptor = open(pipe, O_RDWR)
        defer { close(descriptor) }
        let header = Array("\(Self.header)\n".utf8)
        #expect(write(descriptor, header, header.count) == header.count)
        let server = try Self.counting()
        let outcome = try sandbox.run(["replay", "pipe", "--to", server.endpoint])
        #expect(outcome.error == "ipcsh: pipe: not a regular file: copy what comes from it to one first\n")
        #expect(outcome.termination == .exit(3))
        #expect(server.connections == 0)
    }

    @Test func `where nothing differs, nothing is written`() throws {
        _ = try session(["1", "2"])
        let server = try Self.counting()
        #expect(try sandbox.run(["replay", "s.jsonl", "--to", server.endpoint]).termination == .exit(0))
        #expect(sandbox.names(in: sandbox.work) == ["s.jsonl"])
    }

    @Test func `a server that cannot be reached does not change a session`() throws {
        let path = try session(["1", "2"])
        let before = try sandbox.lines(of: path)
        let port = try UnusedPort()
        let arguments = ["replay", "s.jsonl", "--update", "--to", port.endpoint, "--connect-timeout", "20ms"]
        #expect(try sandbox.run(arguments).termination == .exit(3))
        #expect(try sandbox.lines(of: path) == before)
        #expect(sandbox.names(in: sandbox.work) == ["s.jsonl"])
    }

    @Test(
        arguments: [
            (["--update"], ["CI": "true"], "CI is set"), (["--update", "--set", "image.name=x"], [:], "--set"),
            (["--update", "--loop", "2"], [:], "--loop"), (["--update", "--dry-run"], [:], "--dry-run"),
            (["--pace", "fast"], [:], "max, recorded or a rate"), (["--pace", "20"], [:], "max, recorded or a rate"),
            (["--pace", "0/s"], [:], "max, recorded or a rate"), (["--pace", "nan/s"], [:], "max, recorded or a rate"),
            (["--speed", "-1"], [:], "--speed"), (["--speed", "2", "--pace", "max"], [:], "--pace recorded"),
            (["--max-gap", "x"], [:], "--max-gap"), (["--jobs", "0"], [:], "--jobs"),
            (["--jobs", "5000"], [:], "--jobs"),
            (["--loop", "0"], [:], "--loop"), (["--for", "soon"], [:], "--for"), (["--only", "x"], [:], "3-9,12"),
            (["--match", "("], [:], "no regular expression"), (["--set", "x"], [:], "KEY.KEY=VALUE"),
            (["--sub", "x"], [:], "/EXPRESSION/REPLACEMENT/"), (["--stop-on", "x"], [:], "mismatch, error or never"),
            (["--dry-run", "--for", "1s"], [:], "--loop"), (["--update", "--redact", "/a"], [:], "--redact"),
        ] as [([String], [String: String], String)]
    )
    func `what makes no sense is refused before anything is sent`(
        options: [String],
        environment: [String: String],
        reason: String
    ) throws {
        _ = try session(["1"])
        let server = try Self.counting()
        let arguments = ["replay", "s.jsonl", "--to", server.endpoint] + options
        let outcome = try sandbox.run(arguments, environment: environment)
        #expect(outcome.termination == .exit(2))
        #expect(outcome.error.contains(reason), "\(outcome.error)")
        #expect(outcome.errorLines.count == 1)
        #expect(server.connections == 0)
    }

    @Test func `files are read to their end before anything is sent`() throws {
        let path = try session(["1", "2"])
        try sandbox.write("bad.jsonl", try sandbox.lines(of: path).joined(separator: "\n") + "\n{\"n\":3}\n")
        let server = try Self.counting()
        let bad = try sandbox.run(["replay", "s.jsonl", "bad.jsonl", "--to", server.endpoint])
        #expect(bad.termination == .exit(3))
        #expect(bad.error.contains("bad.jsonl:5:"), "\(bad.error)")
        try sandbox.write(
            "fatal.jsonl",
            "\(Self.header)\n{\"n\":1,\"request\":\"a\",\"response\":\"\"}\n{\"n\":2,\"request_base64\":\"/w==\",\"error\":\"reset\"}\n"
        )
        let fatal = try sandbox.run(["replay", "fatal.jsonl", "--to", server.endpoint])
        #expect(fatal.termination == .exit(2))
        #expect(fatal.error.contains("exchange 2 is not sent"), "\(fatal.error)")
        #expect(server.connections == 0)
    }

    @Test func `several connections send each exchange once, and report in order`() throws {
        _ = try session(Array(repeating: "O.k.", count: 200))
        let server = try ScriptedServer.answering("O.k.\r\n")
        let arguments = ["replay", "s.jsonl", "--to", server.endpoint, "--jobs", "8", "--record", "r.jsonl", "--json"]
        let outcome = try sandbox.run(arguments)
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
        #expect(outcome.lines.count == 201)
        for (index, line) in outcome.lines.dropLast().enumerated() {
            #expect(line.hasPrefix(#"{"n":\#(index + 1),"request":{"image":{"file":"f\#(index + 1).jpg""#))
            #expect(line.contains(#""verdict":"same""#))
        }
        #expect(Set(server.requests).count == 200)
        #expect(server.executions == 200)
        let recorded = try sandbox.lines(of: sandbox.file("r.jsonl"))
        #expect(recorded.count == 202)
        for number in 1...200 { #expect(recorded[number].contains("f\(number).jpg")) }
    }

    @Test func `a selection is replayed as often as asked for`() throws {
        _ = try session(["a", "b", "c", "Error: d"])
        let server = try ScriptedServer.answering("O.k.\r\n")
        func files(_ options: [String]) throws -> [String] {
            let before = server.requests.count
            _ = try sandbox.run(["replay", "s.jsonl", "--to", server.endpoint] + options)
            return server.requests.dropFirst(before).map { String(decoding: $0.dropFirst(20).prefix(6), as: UTF8.self) }
        }
        #expect(try files(["--only", "1,3-"]) == ["f1.jpg", "f3.jpg", "f4.jpg"])
        #expect(try files(["--errors-only"]) == ["f4.jpg"])
        #expect(try files(["--skip", "f[12]", "--loop", "2"]) == ["f3.jpg", "f4.jpg", "f3.jpg", "f4.jpg"])
        #expect(try files(["--match", "^b$"]) == ["f2.jpg"])
    }

    @Test(arguments: [("mismatch", 2), ("error", 3), ("never", 4)])
    func `a replay stops where it is told to`(stop: String, sent: Int) throws {
        _ = try session(["1", "two", "3", "4"])
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            if connection.number == 2 { return }
            try connection.send("\(connection.number + 1)\r\n")
        }
        let outcome = try sandbox.run(["replay", "s.jsonl", "--to", server.endpoint, "--stop-on", stop])
        #expect(outcome.termination == .exit(4))
        #expect(server.connections == sent)
        #expect(outcome.lines.last?.hasPrefix("sent \(sent) of 4: ") == true, "\(outcome.text)")
    }

    @Test func `requests and what is expected are changed together`() throws {
        let lines = [
            #"{"n":1,"request":{"image":{"file":"/old/a.jpg","name":"left","focal_length":"50.0"}},"#
                + #""response":"Error: Image file /old/a.jpg could not be read."}"#,
            #"{"n":2,"request":{"image":{"file":"/old/b.jpg","name":"left","focal_length":"50.0"}},"response":"O.k."}"#,
        ]
        try sandbox.write("s.jsonl", ([Self.header] + lines).map { $0 + "\n" }.joined())
        let server = try ScriptedServer { connection in
            let request = String(decoding: try connection.receiveRequest(), as: UTF8.self)
            let isRight = request.hasPrefix(#"{"image": {"file": "D:/new/"#) && request.contains(#""name": "Right""#)
            let first = isRight ? "Error: Image file D:/new/a.jpg could not be read." : "no"
            try connection.send(connection.number % 2 == 0 ? "\(first)\r\n" : isRight ? "O.k.\r\n" : "no\r\n")
        }
        for change in [["--sub", "|/old|D:/new|"], ["--map", "/old/=D:/new/"]] {
            let arguments = ["replay", "s.jsonl", "--to", server.endpoint, "--set", "image.name=Right"] + change
            let outcome = try sandbox.run(arguments)
            #expect(outcome.termination == .exit(0), "\(outcome.text)")
        }
    }

    @Test func `a dry run says what would be sent and when, and sends nothing`() throws {
        _ = try session(["1", "2"], gap: 1.5)
        let server = try Self.counting()
        let arguments = ["replay", "s.jsonl", "--to", server.endpoint, "--dry-run", "--set", "image.name=Left"]
        let outcome = try sandbox.run(arguments + ["--pace", "recorded"])
        #expect(
            outcome.lines == [
                #"1  at 0 s  {"image": {"file": "f1.jpg", "name": "Left", "focal_length": "50.0"}}"#,
                #"2  at 1.5 s  {"image": {"file": "f2.jpg", "name": "Left", "focal_length": "50.0"}}"#,
            ]
        )
        #expect(outcome.termination == .exit(0))
        #expect(server.connections == 0)
        let json = try sandbox.run(arguments + ["--json", "--only", "2"])
        try #require(json.lines.count == 1)
        #expect(json.lines[0].hasPrefix(#"{"n":2,"request":{"image":{"file":"f2.jpg","name":"Left""#))
    }

    @Test func `the recorded pace sends nothing before its time`() throws {
        _ = try session(["O.k.", "O.k.", "O.k."], gap: 0.05)
        let server = try ScriptedServer.answering("O.k.\r\n")
        let arguments = ["replay", "s.jsonl", "--to", server.endpoint, "--pace", "recorded", "--record", "r.jsonl"]
        #expect(try sandbox.run(arguments).termination == .exit(0))
        let lines = try sandbox.lines(of: sandbox.file("r.jsonl"))
        let gaps = lines.compactMap { $0.firstMatch(of: /"gap":([0-9.]+)/).flatMap { Double($0.1) } }
        #expect(gaps.count == 3)
        // The first may have begun late; all together cannot have been early.
        #expect(gaps.reduce(0, +) > 0.05)
    }

    @Test(
        arguments: [
            (["--normalize", "number:0.01,time"], 0), (["--normalize", "time"], 4), (["--ignore", "[0-9]"], 0),
            (["--compare", "outcome"], 0), ([], 4),
        ] as [([String], Int32)]
    )
    func `noise does not count`(options: [String], status: Int32) throws {
        _ = try session(["took 1.500 s at 2026-11-22T08:00:00Z"])
        let server = try ScriptedServer.answering("took 1.501 s at 2026-12-24T18:30:00Z\r\n")
        let outcome = try sandbox.run(["replay", "s.jsonl", "--to", server.endpoint] + options)
        #expect(outcome.termination == .exit(status), "\(outcome.text)")
    }

    @Test func `what differs is marked`() throws {
        _ = try session(["Error: Image file a.jpg could not be read."])
        let server = try ScriptedServer.answering("Error: Image file b.jpg could not be read.\r\n")
        let outcome = try sandbox.run(["replay", "s.jsonl", "--to", server.endpoint])
        #expect(outcome.lines.dropFirst(4).first == "  diff:     Error: Image file [-a-]{+b+}.jpg could not be read.")
        let colored = try sandbox.run(["replay", "s.jsonl", "--to", server.endpoint, "--color", "always"])
        #expect(colored.lines.dropFirst(4).first?.contains("\u{1B}[31m[-a-]") == true, "\(colored.text)")
    }

    @Test func `reports hold every exchange, also those that were not sent`() throws {
        _ = try session(["1", "two", "3", "4"])
        let server = try Self.counting()
        let arguments = [
            "replay", "s.jsonl", "--to", server.endpoint, "--stop-on", "mismatch", "--report", "junit:r.xml",
            "--report",
            "tap:r.tap", "--report", "json:r.json",
        ]
        #expect(try sandbox.run(arguments).termination == .exit(4))
        let xml = try sandbox.lines(of: sandbox.file("r.xml")).joined()
        #expect(xml.contains(#"tests="4""#) && xml.contains(#"failures="1""#) && xml.contains("<skipped"), "\(xml)")
        let tap = try sandbox.lines(of: sandbox.file("r.tap"))
        #expect(tap.contains { $0.hasPrefix("ok 1 ") } && tap.contains { $0.hasPrefix("not ok 2 ") })
        #expect(tap.contains { $0.hasPrefix("ok 4 ") && $0.contains("# SKIP the replay ended before it") }, "\(tap)")
        let json = try sandbox.lines(of: sandbox.file("r.json")).joined()
        #expect(json.contains("\"different\"") && json.contains(#""2 image f2.jpg""#), "\(json)")
        #expect(sandbox.mode(of: sandbox.file("r.xml")) == 0o600)
    }

    @Test func `what a loop did not get to is told in one case`() throws {
        _ = try session(["1", "two"])
        let server = try Self.counting()
        let arguments = [
            "replay", "s.jsonl", "--to", server.endpoint, "--loop", "1000000000", "--stop-on", "mismatch",
            "--report", "junit:r.xml", "--report", "json:r.json",
        ]
        #expect(try sandbox.run(arguments).termination == .exit(4))
        let cases = try #require(
            try JSONParser.parse(Array(Sandbox.text(of: sandbox.file("r.json")).utf8))["cases"]?.array
        )
        #expect(cases.count == 1003)
        #expect(cases.last?["name"]?.text == "1999998998 more exchanges")
        #expect(try Sandbox.text(of: sandbox.file("r.xml")).contains(#"skipped="1001""#))
    }

    @Test func `a page shows what differs, side by side`() throws {
        _ = try session([#"{\"width\":4000}"#, "two"])
        let server = try ScriptedServer.answering("{\"width\":4096}\r\n")
        let arguments = ["replay", "s.jsonl", "--to", server.endpoint, "--report", "html:r.html", "--json"]
        let outcome = try sandbox.run(arguments)
        #expect(outcome.termination == .exit(4))
        #expect(
            outcome.lines[0].contains(
                #""differences":[{"pointer":"/width","expected":4000,"actual":4096,"distance":"+96"}]"#
            ),
            "\(outcome.output)"
        )
        let page = try Sandbox.text(of: sandbox.file("r.html"))
        #expect(page.contains("<code>/width</code><del>4000</del> &rarr; <ins>4096</ins><b>+96</b>"))
        #expect(page.contains("2 different of 2") && page.contains("s.jsonl to "))
        #expect(sandbox.mode(of: sandbox.file("r.html")) == 0o600)
    }

    @Test(arguments: [
        ["--report", "xml:r"], ["--report", "junit:"], ["--report", "tap:-"], ["--normalize", "colour"],
        ["--ignore", "("], ["--compare", "fuzzily"],
    ])
    func `an option that makes no sense is refused`(options: [String]) throws {
        _ = try session(["1"])
        let server = try Self.counting()
        let outcome = try sandbox.run(["replay", "s.jsonl", "--to", server.endpoint] + options)
        #expect(outcome.termination == .exit(2))
        #expect(outcome.errorLines.count == 1, "\(outcome.error)")
        #expect(server.connections == 0)
    }

    @Test func `a report that cannot be written is known before anything is sent`() throws {
        _ = try session(["1"])
        let server = try Self.counting()
        let arguments = ["replay", "s.jsonl", "--to", server.endpoint, "--report", "tap:none/r.tap"]
        let outcome = try sandbox.run(arguments)
        #expect(outcome.termination == .exit(3))
        #expect(outcome.error.contains("none/r.tap: the report cannot be written: no such file"), "\(outcome.error)")
        #expect(server.connections == 0)
    }

    @Test func `equal requests keep their order over several connections`() throws {
        let lines = (1...60).map { #"{"n":\#($0),"request":"r\#($0 % 3)","response":"\#(($0 - 1) / 3)"}"# }
        try sandbox.write("s.jsonl", ([Self.header] + lines + [#"{"end":60}"#, ""]).joined(separator: "\n"))
        let counts = Guarded([String: Int]())
        // Each answer is held back until others have come, if they do.
        let server = try ScriptedServer { connection in
            let request = String(decoding: try connection.receiveRequest(), as: UTF8.self)
            let count = counts.withLock { counts in
                defer { counts[request, default: 0] += 1 }
                return counts[request, default: 0]
            }
            try connection.send("\(count)\r\n")
        }
        let outcome = try sandbox.run(["replay", "s.jsonl", "--jobs", "8", "--to", server.endpoint])
        #expect(outcome.lines.last?.hasPrefix("sent 60 of 60: all the same in ") == true, "\(outcome.text)")
        #expect(outcome.termination == .exit(0))
    }

    @Test func `what would terminate the server is left out when that is asked for`() throws {
        let fatal = #"{"n":2,"request":"","request_end":"abort","error":"closed-without-response"}"#
        let text = try sandbox.lines(of: session(["1", "2"])).enumerated().map { $0 == 2 ? fatal : $1 }
        try sandbox.write("s.jsonl", (text + [""]).joined(separator: "\n"))
        let server = try Self.counting()
        #expect(try sandbox.run(["replay", "s.jsonl", "--to", server.endpoint]).termination == .exit(2))
        #expect(server.connections == 0)
        let outcome = try sandbox.run(["replay", "s.jsonl", "--skip-fatal", "--to", server.endpoint])
        #expect(outcome.lines.last?.hasPrefix("sent 1 of 2: 1 the same, 1 skipped in ") == true, "\(outcome.text)")
        #expect(outcome.termination == .exit(0))
        let both = try sandbox.run(["replay", "s.jsonl", "--skip-fatal", "--force", "--to", server.endpoint])
        #expect(both.termination == .exit(2))
    }

    @Test func `what was redacted is not sent, unless its value is given`() throws {
        let header = Self.header.replacing("}", with: #","redacted":["/image/file"]}"#)
        let line = #"{"n":1,"request":{"image":{"file":"[redacted]"}},"response":"Error: [redacted] is no image"}"#
        try sandbox.write("s.jsonl", [header, line, ""].joined(separator: "\n"))
        let server = try ScriptedServer.answering("Error: secret.jpg is no image\r\n")
        for command in [["replay", "s.jsonl"], ["test", "s.jsonl"], ["bench", "--session", "s.jsonl"]] {
            let outcome = try sandbox.run(command + ["--to", server.endpoint])
            #expect(
                (outcome.error + outcome.text).contains(
                    "it holds [redacted] in the place of what was taken out (/image/file)"
                )
            )
            #expect(outcome.termination == .exit(2), "\(command)")
        }
        #expect(server.connections == 0)
        let given = ["replay", "s.jsonl", "--set", "image.file=secret.jpg", "--to", server.endpoint]
        #expect(try sandbox.run(given).termination == .exit(0))
        // What comes is not to bring back what was taken out.
        let other = try ScriptedServer.answering("Error: what is secret.jpg?\r\n")
        let outcome = try sandbox.run(["replay", "s.jsonl", "--set", "image.file=secret.jpg", "--to", other.endpoint])
        #expect(outcome.termination == .exit(4))
        let received = try Sandbox.text(of: sandbox.file("s.received.jsonl"))
        #expect(received.contains("what is [redacted]?") && !received.contains("secret"))
        let script = try sandbox.run(["session", "script", "s.jsonl"]).text
        #expect(script.contains("# Exchange 1 cannot be scripted: "))
    }

    /// Saves a text as editors do: into a new file, which takes the place of the old one.
    private static func save(_ text: String, _ path: String) throws {
        guard let stream = fopen(path + ".new", "w") else { throw SystemError("fopen") }
        fputs(text, stream)
        fclose(stream)
        rename(path + ".new", path)
    }

    @Test func `a session that an editor saves meanwhile loses nothing`() throws {
        let path = try session(["1", "two", "three"])
        let saved = "\(Self.header)\n# saved\n"
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            if connection.number == 2 { try Self.save(saved, path) }
            try connection.send("\(connection.number + 1)\r\n")
        }
        let outcome = try sandbox.run(["replay", "s.jsonl", "--update", "--to", server.endpoint])
        #expect(outcome.termination == .exit(3))
        #expect(
            outcome.error.hasSuffix("it stays as it is now, and what came is in s.received.jsonl\n"),
            "\(outcome.error)"
        )
        #expect(try Sandbox.text(of: path) == saved)
        let received = try Sandbox.text(of: sandbox.file("s.received.jsonl"))
        for response in 2...3 { #expect(received.contains(#""response":"\#(response)""#)) }
    }
}
