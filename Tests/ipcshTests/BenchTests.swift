import TestSupport
import Testing
import WireJSON

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct BenchTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private static func texts(_ requests: [[UInt8]]) -> [String] {
        requests.map { String(decoding: $0, as: UTF8.self) }
    }

    private func json(_ arguments: [String]) throws -> (JSONValue, Subprocess.Outcome) {
        let outcome = try sandbox.run(["bench", "--json"] + arguments)
        try #require(outcome.lines.count == 1, "\(outcome.text)\(outcome.error)")
        return (try JSONParser.parse(Array(outcome.lines[0].utf8)), outcome)
    }

    @Test func `the result is one JSON object`() throws {
        let (json, outcome) = try json([
            "--mock", "--requests", "40", "--jobs", "4", "image", "a.jpg", "--series", "left",
        ])
        #expect(outcome.termination == .exit(0))
        #expect(json["requests"] == 40)
        #expect(json["errors"] == 0)
        #expect(json["errors_by_kind"] == .object(JSONObject()))
        #expect(json["answers"] == ["ok": 40, "error": 0])
        #expect(json["jobs"] == 4)
        for name in ["seconds", "throughput"] { #expect(json[JSONString(name)] != nil) }
        for name in ["p50", "p90", "p99", "p99_9", "max", "mean"] {
            #expect(json["latency_ms"]?[JSONString(name)] != nil, "\(name)")
        }
    }

    @Test func `without a request it sends one that does nothing, says so, and records nothing`() throws {
        let server = try ScriptedServer.answering("Error: Unknown request:\r\n")
        let outcome = try sandbox.run(["bench", "--to", server.endpoint, "--requests", "3"])
        #expect(outcome.termination == .exit(0))
        #expect(Self.texts(server.requests) == Array(repeating: #"{"bench": null}"#, count: 3))
        #expect(
            outcome.error
                == "ipcsh: sending {\"bench\": null} to \(server.endpoint) over 1 connection, 3 exchanges\n"
        )
        #expect(outcome.lines.first?.hasPrefix("3 exchanges in ") == true, "\(outcome.text)")
        #expect(outcome.lines.dropFirst().first == "answers: 3 error")
        #expect(outcome.lines.last?.hasPrefix("max ") == true, "\(outcome.text)")
        #expect(sandbox.names(in: sandbox.work).isEmpty)
        #expect(sandbox.names(in: sandbox.home).isEmpty)
    }

    @Test func `several jobs send each of several files as often`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        let files = (1...5).map { "f\($0).gxml" }
        let arguments = ["bench", "--to", server.endpoint, "--jobs", "6", "--requests", "50", "elements"] + files
        #expect(try sandbox.run(arguments).termination == .exit(0))
        #expect(server.executions == 50)
        let counts = Dictionary(grouping: Self.texts(server.requests)) { $0 }.mapValues(\.count)
        #expect(Set(counts.values) == [10])
        #expect(counts.count == 5)
    }

    @Test func `failures are counted by their kind, and end with status 3`() throws {
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            switch connection.number {
            case 0, 3: try connection.send("O.k.\r\n")
            case 1: try connection.send("O.k.")
            case 2: break
            default: try connection.hold()
            }
        }
        let (json, outcome) = try json(["--to", server.endpoint, "--requests", "5", "--timeout", "300ms"])
        #expect(outcome.termination == .exit(3))
        #expect(json["requests"] == 5)
        #expect(json["errors"] == 3)
        #expect(json["errors_by_kind"] == ["closed-without-response": 1, "timeout": 1, "truncated": 1])
        #expect(json["answers"] == ["ok": 2, "error": 0])
        // The first of them.
        #expect(outcome.errorLines.last?.contains("cut its response off") == true, "\(outcome.error)")
    }

    @Test func `where nobody listens it gives up, and says why`() throws {
        let port = try UnusedPort()
        let (json, outcome) = try json(["--to", port.endpoint, "--connect-timeout", "20ms", "--warmup", "3"])
        #expect(outcome.termination == .exit(3))
        #expect(json["errors_by_kind"] == ["refused": 1])
        #expect(json["latency_ms"] == .object(JSONObject()))
        #expect(outcome.errorLines.last?.contains("connection refused") == true, "\(outcome.error)")
    }

    @Test func `it ends after its time, at the rate that was asked for`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        let (json, outcome) = try json(["--to", server.endpoint, "--for", "200ms", "--rate", "50/s", "--warmup", "2"])
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
        #expect(json["rate"] == 50.0)
        // Due at 0, 20, 40 ... 180 ms; what a busy machine did not come to send is said.
        let sent = server.executions - 2
        #expect(json["requests"] == .number(sent))
        #expect(json["unsent"] == .number(10 - sent))
    }

    @Test func `the requests of a session are sent in turn`() throws {
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"x","mode":"one-shot"}"#
        let lines = (1...3).map { #"{"n":\#($0),"request":{"a":\#($0)},"response":"O.k."}"# }
        try sandbox.write("s.jsonl", ([header] + lines).map { $0 + "\n" }.joined())
        let server = try ScriptedServer.answering("O.k.\r\n")
        let arguments = ["bench", "--session", "s.jsonl", "--requests", "4", "--record", "r.jsonl"]
        #expect(try sandbox.run(arguments + ["--to", server.endpoint]).termination == .exit(0))
        #expect(Self.texts(server.requests) == [1, 2, 3, 1].map { #"{"a": \#($0)}"# })
        // Recorded, as a file was chosen.
        #expect(try sandbox.lines(of: sandbox.file("r.jsonl")).count == 6)
        let check = try sandbox.run(["session", "check", "r.jsonl"])
        #expect(check.termination == .exit(0), "\(check.text)")
    }

    @Test func `within a script it uses the script's server, and is not recorded with it`() throws {
        let script = "mock start; bench -q --requests 4 raw '{\"a\": [1]}'; image a.jpg"
        let outcome = try sandbox.run(["-c", script], environment: ["IPCSH_SESSIONS": sandbox.file("all")])
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
        #expect(outcome.lines.contains("answers: 4 error"))
        #expect(outcome.lines.last == "O.k.")
        let names = sandbox.names(in: sandbox.file("all"))
        try #require(names.count == 1)
        // The image alone.
        #expect(try sandbox.lines(of: sandbox.file("all/\(names[0])")).count == 3)
    }

    @Test func `a report is a page`() throws {
        let arguments = ["bench", "--mock", "--requests", "20", "--report", "html:r.html", "raw", "{\"<b>\": 1}"]
        #expect(try sandbox.run(arguments).termination == .exit(0))
        let page = try Sandbox.text(of: sandbox.file("r.html"))
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(page.hasSuffix("</html>\n"))
        #expect(page.contains("{&quot;&lt;b&gt;&quot;: 1}"))
        #expect(!page.contains("://") && !page.contains("<b>"))
        #expect(page.contains("<polyline "))
        #expect(sandbox.names(in: sandbox.work) == ["r.html"])
    }

    @Test func `a dry run shows the requests, and sends nothing`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        let outcome = try sandbox.run(["bench", "--dry-run", "--to", server.endpoint, "image", "a.jpg", "b.jpg"])
        #expect(outcome.termination == .exit(0))
        #expect(outcome.lines.count == 2)
        #expect(outcome.lines.last?.contains("b.jpg") == true)
        #expect(server.connections == 0)
    }

    @Test func `an interrupt ends it with what there is so far`() throws {
        let requested = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send("O.k.\r\n")
            if connection.number == 20 { requested.signal() }
        }
        let bench = try sandbox.start(["bench", "--for", "1h", "--jobs", "3", "--to", server.endpoint])
        try #require(requested.wait())
        bench.send(SIGINT)
        let outcome = try bench.wait()
        #expect(outcome.termination == .exit(130))
        #expect(outcome.lines.first?.contains(" exchanges in ") == true, "\(outcome.text)")
        #expect(outcome.errorLines.last?.contains("interrupted") == true, "\(outcome.error)")
    }

    @Test func `on a terminal it shows how far it has come, and removes that`() throws {
        let released = try TestEvent()
        let server = try ScriptedServer { connection in
            try connection.receiveRequest()
            if connection.number == 3 { try connection.wait(for: released) }
            try connection.send("O.k.\r\n")
        }
        let terminal = try sandbox.startOnTerminal(["bench", "--requests", "5", "--to", server.endpoint], columns: 100)
        try terminal.expect("4/5")
        released.signal()
        try terminal.expect("5 exchanges in ")
        #expect(try terminal.waitForExit() == 0)
    }

    @Test(
        arguments: [
            (["--jobs", "0"], "--jobs"), (["--jobs", "5000"], "--jobs"), (["--requests", "0"], "--requests"),
            (["--requests", "x"], "--requests"), (["--for", "soon"], "--for"), (["--rate", "20"], "--rate"),
            (["--rate", "0/s"], "--rate"), (["--warmup", "-1"], "--warmup"), (["--report", "r.html"], "html:FILE"),
            (["--report", "html:"], "html:FILE"), (["--jbos", "4"], "'--jbos' is neither"),
            (["abort"], "'abort' is neither"), (["image"], "image"), (["image", "a.jpg", "--nope"], "--nope"),
            (["raw", "1"], "would terminate"), (["raw"], "raw"), (["--session", "none.jsonl", "raw", "a"], "not both"),
            (["--session", "empty.jsonl"], "has no requests"),
            (["--session", "fatal.jsonl"], "exchange 2 is not sent"),
        ]
    )
    func `what makes no sense is refused before anything is sent`(options: [String], reason: String) throws {
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"x","mode":"one-shot"}"#
        try sandbox.write("empty.jsonl", header + "\n")
        let fatal = #"{"n":1,"request":"a","response":""}"# + "\n" + #"{"n":2,"request":"1","response":""}"# + "\n"
        try sandbox.write("fatal.jsonl", header + "\n" + fatal)
        let server = try ScriptedServer.answering("O.k.\r\n")
        let outcome = try sandbox.run(["bench", "--to", server.endpoint] + options)
        #expect(outcome.termination == .exit(2))
        #expect(outcome.errorLines.count == 1, "\(outcome.error)")
        #expect(outcome.error.contains(reason), "\(outcome.error)")
        #expect(server.connections == 0)
    }

    @Test func `what would terminate the server is sent when that is asked for`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        let outcome = try sandbox.run(["bench", "--force", "--requests", "1", "--to", server.endpoint, "raw", "1"])
        #expect(outcome.termination == .exit(0))
        #expect(Self.texts(server.requests) == ["1"])
    }
}
