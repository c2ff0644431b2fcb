import TestSupport
import Testing
import WireJSON

@Suite struct SessionCheckTests {
    private static let header = "{\"ipcsh\":1}\n"
    private static let good = #"{"n":1,"request":"a","response":"b"}"# + "\n"
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test func `the repository's own sessions are in order, as a folder`() throws {
        try sandbox.copyExamples(to: "sessions")
        let outcome = try sandbox.run(["session", "check", "sessions"])
        #expect(outcome.lines.count == sandbox.names(in: sandbox.file("sessions")).count { $0.hasSuffix(".jsonl") })
        #expect(outcome.lines.allSatisfy { $0.contains(".jsonl: ok, ") && $0.hasSuffix(", closed") })
        #expect(outcome.error.isEmpty)
        #expect(outcome.termination == .exit(0))
    }

    @Test func `each file gets one line, each mistake its place on stderr`() throws {
        try sandbox.write("good.jsonl", Self.header + Self.good + "{\"end\":1}\n")
        try sandbox.write("odd.jsonl", Self.header + Self.good + Self.good)
        try sandbox.write("bad.jsonl", Self.header + String(repeating: "x\n", count: 23) + Self.good)
        try sandbox.write("torn.jsonl", Self.header + Self.good + "{\"n")
        try sandbox.write("words", "words\n")
        let files = ["good.jsonl", "odd.jsonl", "bad.jsonl", "torn.jsonl", "words", "none"]
        let outcome = try sandbox.run(["session", "check"] + files)
        #expect(
            outcome.lines == [
                "good.jsonl: ok, 1 exchange, closed", "odd.jsonl: ok, 2 exchanges, interrupted (no end)",
                "bad.jsonl: 23 bad lines, 1 exchange, interrupted (no end)", "torn.jsonl: 1 exchange, torn last line",
                "words: not a session", "none: not readable",
            ]
        )
        #expect(
            outcome.errorLines == ["odd.jsonl:3: 'n' is 1, behind 1 (a warning)"]
                + (2...21).map { "bad.jsonl:\($0):1: expected a value" }
                + [
                    "bad.jsonl: and 3 more bad lines",
                    "words:1:1: no session file: it does not begin with {\"ipcsh\":1,...}",
                    "ipcsh: none: cannot be opened: no such file or directory",
                ]
        )
        #expect(outcome.termination == .exit(3))
        #expect(try sandbox.run(["session", "check", "odd.jsonl", "good.jsonl"]).termination == .exit(0))
        #expect(try sandbox.run(["session", "check", "torn.jsonl"]).termination == .exit(3))
        #expect(try sandbox.run(["session", "check"]).termination == .exit(2))
    }

    @Test func `json says the same, one line for each file`() throws {
        try sandbox.write("bad.jsonl", Self.header + "x\n" + Self.good + Self.good + "{")
        let outcome = try sandbox.run(["session", "check", "bad.jsonl", "none", "--json"])
        #expect(
            outcome.lines == [
                #"{"file":"bad.jsonl","state":"damaged","exchanges":2,"closed":false,"torn_line":5,"bad":1,"#
                    + #""errors":[{"line":2,"column":1,"reason":"expected a value"}],"odd":1,"#
                    + #""warnings":[{"line":4,"reason":"'n' is 1, behind 1"}]}"#,
                #"{"file":"none","state":"not-readable"}"#,
            ]
        )
    }

    @Test func `repair moves what is bad aside, and the file is in order then`() throws {
        let path = try sandbox.write("x.jsonl", Self.header + "x\n" + Self.good + "{\"n")
        let outcome = try sandbox.run(["session", "check", "--repair", "x.jsonl"])
        let words = "repaired: 1 exchange kept, 2 lines moved to x.jsonl.damaged"
        #expect(outcome.lines == ["x.jsonl: 1 bad line, 1 exchange, torn last line; \(words)"])
        #expect(outcome.termination == .exit(0))
        #expect(try sandbox.lines(of: path) == (Self.header + Self.good).split(separator: "\n").map(String.init))
        #expect(try sandbox.lines(of: path + ".damaged") == ["x", "{\"n"])
        #expect(try sandbox.run(["session", "check", "--repair", "x.jsonl"]).error.isEmpty)
        #expect(sandbox.names(in: sandbox.work) == ["x.jsonl", "x.jsonl.damaged"])
    }

    @Test func `repair refuses what is no session`() throws {
        let path = try sandbox.write("words", "words\n")
        let outcome = try sandbox.run(["session", "check", "--repair", "words"])
        #expect(outcome.termination == .exit(3))
        #expect(outcome.lines == ["words: not a session"])
        #expect(try sandbox.lines(of: path) == ["words"])
    }

    @Test func `a script can check, and patterns stand for files`() throws {
        try sandbox.write("a.jsonl", Self.header)
        try sandbox.write("b.jsonl", Self.header)
        let outcome = try sandbox.run(["-c", "session check *.jsonl"])
        #expect(outcome.lines.map { $0.prefix(7) } == ["a.jsonl", "b.jsonl"])
        #expect(outcome.termination == .exit(0))
    }

    @Test func `replay names the same place in a damaged file`() throws {
        let lines = [
            Self.header + Self.good + "\0\n": ":3:1: expected a value",
            Self.header + Self.good + "{\"n\":2,\"note\":\"\u{1}": "",
            "\u{FEFF}" + Self.header:
                ":1:1: a byte order mark stands before the header; 'session check --repair' drops it",
            "{\"ipcsh\":2}\n": ":1:10: version 2 of the format is newer than this program, which reads 1",
            Self.header + "{\"n\":" + String(repeating: "[", count: 5000) + "\n":
                ":2:6: 'n' is not a whole number from 1",
        ]
        for (text, message) in lines {
            try sandbox.write("x.jsonl", text)
            for command in [["replay", "x.jsonl", "--mock"], ["session", "check", "x.jsonl"]] {
                let outcome = try sandbox.run(command)
                if message.isEmpty { continue }
                #expect(outcome.error.contains("x.jsonl" + message), "\(command): \(outcome.error)")
                #expect(outcome.termination == .exit(3))
            }
        }
    }

    @Test(
        arguments: [
            (#"{"n":1,"request":"a","expect":{"regex":"("}}"#, ["replay"]),
            (#"{"n":1,"request":"a","response":"","expect":{"regex":1}}"#, ["replay"]),
            (#"{"n":1,"request":"a","response":"","expect":{"odd":1}}"#, ["replay"]),
            (#"{"n":1,"request":"a","response":"","expect":{"text":"a","normalize":"colour"}}"#, ["replay"]),
            (#"{"n":1,"request":"a","response":"","expect":{"ms_below":-1}}"#, ["replay"]),
            (#"{"n":1,"request":"a","error":"tiemout"}"#, ["replay", "mock"]),
            (#"{"n":1,"request":"a","response":"","fault":"explode"}"#, ["mock"]),
            (#"{"n":1,"request":"a","response":"","fault":"refuse"}"#, ["mock"]),
            (#"{"match":{"a":"~("},"response":""}"#, ["mock"]),
            (#"{"match":{},"response":"${odd}"}"#, ["mock"]),
            (#"{"match":{},"response":"","fault":1}"#, ["mock"]),
            (#"{"match":{},"error":"tiemout"}"#, ["mock"]),
        ] as [(String, [String])]
    )
    func `what a replay or a mock server refuses, a check refuses for the same reason`(
        line: String,
        users: [String]
    ) throws {
        try sandbox.write("s.jsonl", Self.header + line + "\n")
        let check = try sandbox.run(["session", "check", "s.jsonl"])
        #expect(check.termination == .exit(3))
        let reason = try #require(check.errorLines.first)
        #expect(reason.hasPrefix("s.jsonl:2: "))
        for user in users {
            let command =
                user == "mock"
                ? ["mock", "--listen", "localhost:0", "--serve", "s.jsonl"] : ["replay", "s.jsonl", "--mock"]
            let outcome = try sandbox.run(command)
            #expect(outcome.termination != .exit(0))
            #expect(outcome.error.contains(reason.dropFirst("s.jsonl:2: ".count)), "\(outcome.error)")
        }
        // It can be read, so a repair leaves it to a person.
        let repair = try sandbox.run(["session", "check", "--repair", "s.jsonl"])
        #expect(repair.termination == .exit(3))
        #expect(repair.error.contains("1 line is left as they stand") || repair.error.contains("left as"))
        #expect(try Sandbox.text(of: sandbox.file("s.jsonl")) == Self.header + line + "\n")
    }

    @Test func `file names do not steer whoever reads what is said of them`() throws {
        let name = "odd\u{1B}[2J\nname.jsonl"
        try sandbox.write(name, Self.header + "bad\n")
        for command in [
            ["session", "check", name], ["session", "check", name, "--repair"], ["test", name, "--mock"],
        ] {
            let outcome = try sandbox.run(command)
            #expect(!(outcome.text + outcome.error).contains("\u{1B}"), "\(command)")
            #expect(
                outcome.text.contains(#"odd\e[2J\nname.jsonl"#) || outcome.text.contains(#"odd\x1b[2J\nname.jsonl"#),
                "\(outcome.text)"
            )
        }
    }

    @Test func `a byte order mark is dropped, and two sessions in one file are told apart and merged`() throws {
        try sandbox.write("a.jsonl", "\u{FEFF}" + Self.header + Self.good + "{\"end\":1}\n")
        #expect(try sandbox.run(["session", "check", "a.jsonl"]).termination == .exit(3))
        let repair = try sandbox.run(["session", "check", "a.jsonl", "--repair"])
        #expect(
            repair.lines == [
                "a.jsonl: 1 bad line, 1 exchange, closed; repaired: 1 exchange kept, byte order mark dropped"
            ]
        )
        let text = try Sandbox.text(of: sandbox.file("a.jsonl"))
        try sandbox.write("b.jsonl", text + text)
        #expect(try sandbox.run(["session", "check", "b.jsonl"]).error.contains("session merge"))
        let merged = try sandbox.run(["session", "merge", "b.jsonl"])
        #expect(merged.lines.count == 4)
        #expect(merged.lines.last == #"{"end":2}"#)
    }
}
