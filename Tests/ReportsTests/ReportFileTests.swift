import Glibc
import Replay
import Reports
import Sessions
import TestSupport
import Testing
import Texts
import WireJSON

@Suite struct ReportFileTests {
    private static let subject = ReportSubject("replay", title: "t", created: Timestamp(seconds: 0), host: "ci-7")

    private static let cases = [
        CaseResult(suite: "a.jsonl", title: .text("1 image a.jpg"), seconds: 0.0124, outcome: .same),
        CaseResult(
            suite: "a.jsonl",
            title: .text("2 <&\"#\\\u{1B}"),
            seconds: 0.5,
            outcome: .different(
                CaseResult.Trouble("different", message: "expected <1>", lines: ["exchange 2 differs", "  x < \"y\""])
            )
        ),
        CaseResult(
            suite: "./sub/b.jsonl",
            title: .text("1"),
            seconds: 0,
            outcome: .failed(
                CaseResult.Trouble("syntax-error", message: "no end\nin \u{FFFE}", lines: ["no end\nin \u{FFFE}"])
            )
        ),
        CaseResult(suite: "./sub/b.jsonl", title: .text("2"), seconds: 0, outcome: .skipped("would # terminate")),
    ]

    private static func report(_ format: String, _ cases: [CaseResult] = cases) throws -> String {
        try TemporaryDirectory.with { directory in
            let path = directory.file("report")
            let writer = try ReportWriter(ReportTarget("\(format):\(path)"), subject)
            for result in cases { try writer.add(result) }
            #expect(text(of: path) == nil)
            try writer.finish()
            #expect(directory.names == ["report"])
            return try #require(text(of: path))
        }
    }

    private static func text(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
        return String(validating: bytes, as: UTF8.self)
    }

    @Test("JUnit has a suite for each session, totals in front, and only what XML can hold")
    func junit() throws {
        let lines = try Self.report("junit").split(separator: "\n").map { line -> Substring in
            // The room that is left of the totals, and when it was.
            line.replacing(/timestamp="[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}"/, with: "timestamp=\"T\"")
                .replacing(/\ +>$/, with: ">")
        }
        let suite = #"package="replay" id="0" timestamp="T" hostname="ci-7""#
        #expect(
            lines == [
                #"<?xml version="1.0" encoding="UTF-8"?>"#,
                #"<testsuites name="ipcsh replay" tests="4" failures="1" errors="1" time="0.512">"#,
                #"<testsuite name="a.jsonl" \#(suite) tests="2" failures="1" errors="0" time="0.512" skipped="0">"#,
                #"<testcase classname="a_jsonl" name="1 image a.jpg" time="0.0124"/>"#,
                #"<testcase classname="a_jsonl" name="2 &lt;&amp;&quot;#\\x1b" time="0.5">"#,
                #"<failure message="expected &lt;1&gt;" type="different">exchange 2 differs"#,
                #"  x &lt; &quot;y&quot;</failure>"#, "</testcase>", "</testsuite>",
                #"<testsuite name="./sub/b.jsonl" \#(suite.replacing("id=\"0\"", with: "id=\"1\"")) tests="2" failures="0" "#
                    + #"errors="1" time="0" skipped="1">"#,
                #"<testcase classname="sub.b_jsonl" name="1" time="0">"#,
                "<error message=\"no end\\nin \u{FFFD}\" type=\"syntax-error\">no end\\nin \u{FFFD}</error>",
                "</testcase>", #"<testcase classname="sub.b_jsonl" name="2" time="0">"#,
                ##"<skipped message="would # terminate"/>"##, "</testcase>", "</testsuite>", "</testsuites>",
            ]
        )
    }

    @Test("TAP escapes what would be a directive, and plans at the end")
    func tap() throws {
        #expect(
            try Self.report("tap") == ##"""
                TAP version 14
                ok 1 - a.jsonl: 1 image a.jpg
                not ok 2 - a.jsonl: 2 <&"\#\\\\x1b
                  ---
                  message: "expected <1>"
                  severity: fail
                  type: "different"
                  duration_ms: 500
                  lines:
                    - "exchange 2 differs"
                    - "  x < \"y\""
                  ...
                not ok 3 - ./sub/b.jsonl: 1
                  ---
                  message: "no end\nin \##u{FFFE}"
                  severity: error
                  type: "syntax-error"
                  duration_ms: 0
                  ...
                ok 4 - ./sub/b.jsonl: 2 # SKIP would \# terminate
                1..4

                """##
        )
        #expect(try Self.report("tap", []) == "TAP version 14\n1..0 # no exchanges\n")
    }

    @Test("JSON is one object with all texts as they are")
    func json() throws {
        let text = try Self.report("json")
        let value = try JSONParser.parse(Array(text.utf8))
        #expect(value["ipcsh_report"] == 1)
        #expect(value["host"] == "ci-7" && value["created"] == "1970-01-01T00:00:00Z" && value["command"] == "replay")
        #expect(value["summary"]?["cases"] == 4)
        #expect(value["summary"]?["skipped"] == 1)
        #expect(value["summary"]?["seconds"]?.number?.double == 0.5124)
        let cases = try #require(value["cases"]?.array)
        #expect(cases.map { $0["outcome"]?.text } == ["same", "different", "failed", "skipped"])
        #expect(cases.map { $0["name"]?.text } == Self.cases.map(\.name))
        #expect(cases[0]["message"] == nil)
        #expect(cases[1]["message"] == ["exchange 2 differs", "  x < \"y\""])
        #expect(cases[1]["reason"] == "expected <1>" && cases[2]["type"] == "syntax-error")
        #expect(text.split(separator: "\n").count == 6)
        #expect(try JSONParser.parse(Array(Self.report("json", []).utf8))["cases"] == [])
    }

    @Test(
        "A report is private, takes the place of an older one, and is not there before it is whole",
        arguments: ["junit", "tap", "json", "html"]
    )
    func file(format: String) throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("report")
            let target = try ReportTarget("\(format):\(path)")
            try ReportWriter(target, Self.subject).finish()
            let first = try #require(Self.text(of: path))
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
            do {
                let abandoned = try ReportWriter(target, Self.subject)
                try abandoned.add(Self.cases[0])
            }
            #expect(Self.text(of: path) == first)
            #expect(directory.names == ["report"])
            let writer = try ReportWriter(target, Self.subject)
            for result in Self.cases { try writer.add(result) }
            try writer.finish()
            #expect(Self.text(of: path) != first)
            #expect(throws: ReportError.self) { try writer.add(Self.cases[0]) }
        }
    }

    @Test("A link stays a link, and the file that it leads to is replaced")
    func link() throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("report")
            try ReportWriter(ReportTarget("tap:\(path)"), Self.subject).finish()
            let link = directory.file("link")
            #expect(symlink(path, link) == 0)
            let writer = try ReportWriter(ReportTarget("tap:\(link)"), Self.subject)
            try writer.add(Self.cases[0])
            try writer.finish()
            var status = stat()
            #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
            #expect(Self.text(of: path)?.contains("ok 1") == true)
        }
    }

    @Test("What cannot be written is known at the start", arguments: ["/nowhere/report", "/dev/null", "/"])
    func unwritable(path: String) throws {
        let target = try ReportTarget("tap:\(path)")
        let error = #expect(throws: ReportError.self) { try ReportWriter(target, Self.subject) }
        #expect(error?.description.hasPrefix("\(path): the report cannot be written: ") == true)
    }

    @Test("Totals of many exchanges fit into the room left for them")
    func many() throws {
        let trouble = CaseResult.Trouble("no-response", message: "x", lines: ["x"])
        let result = CaseResult(suite: "s", title: .text("n"), seconds: 123_456.5, outcome: .failed(trouble))
        let text = try Self.report("junit", Array(repeating: result, count: 3000))
        let totals = #"tests="3000" failures="0" errors="3000" time="370369500" skipped="0""#
        // Without the whole text in the message.
        let hasTotals = text.contains(totals)
        #expect(hasTotals)
        #expect(text.matches(of: /<testcase\ /).count == 3000)
    }

    @Test("A target names its form and its file")
    func target() throws {
        let target = try ReportTarget("junit:C:/a:b.xml")
        #expect(target.format == .junit)
        #expect(target.path == "C:/a:b.xml")
        for text in ["", "junit", "junit:", "xml:a", "JUNIT:a", ":a", "tap:-"] {
            #expect(throws: PatternError.self) { try ReportTarget(text) }
        }
        #expect(throws: PatternError.self) { try ReportTarget("tap:a", among: [.html, .json]) }
    }
}
