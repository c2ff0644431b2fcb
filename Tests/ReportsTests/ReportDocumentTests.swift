import Replay
import Reports
import TestSupport
import Testing
import Texts

@Suite struct ReportDocumentTests {
    private static let subject = ReportSubject("test", created: Timestamp(seconds: 0), host: "ci-7")

    private static var cases: [CaseResult] {
        let finding = ExchangeDifference.Finding(
            expected: "a <1>",
            actual: "b",
            texts: ResponseDifference(Array("a <1>\u{1B}\n\u{FFFE}".utf8), Array("b".utf8))
        )
        let trouble = CaseResult.Trouble("syntax-error", message: "x.ipcsh:3: \"no\" <end>", lines: ["one", " two & "])
        return [
            CaseResult(
                suite: "a.jsonl",
                title: .text("1 <image>"),
                seconds: 0.25,
                recordedSeconds: 0.125,
                outcome: .same
            ),
            CaseResult(
                suite: "a.jsonl",
                title: .text("2"),
                seconds: 0.5,
                outcome: .different(trouble),
                difference: ExchangeDifference(request: "{}", requestBytes: Array("{}".utf8), findings: [finding])
            ),
            CaseResult(suite: "b/x.ipcsh", title: .text("script"), seconds: 0, outcome: .failed(trouble)),
            CaseResult(suite: "b/x.ipcsh", title: .text("3"), seconds: 0, outcome: .skipped("not & now")),
        ]
    }

    private static func read(_ path: String) throws -> (ReportDocument, [CaseResult]) {
        let document = try ReportDocument(path)
        guard case .cases(let cases) = document.content else {
            Issue.record("no cases in \(path)")
            return (document, [])
        }
        return (document, cases)
    }

    @Test("What was written is read again", arguments: ["json", "junit"])
    func roundTrip(format: String) throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("r")
            let writer = try ReportWriter(ReportTarget("\(format):\(path)"), Self.subject)
            for result in Self.cases { try writer.add(result) }
            try writer.finish()
            let (document, cases) = try Self.read(path)
            #expect(document.command == "test" && document.host == "ci-7")
            #expect(cases.map(\.suite) == Self.cases.map(\.suite))
            #expect(cases.map(\.name) == Self.cases.map(\.name))
            #expect(cases.map(\.seconds) == Self.cases.map(\.seconds))
            #expect(cases.map(\.outcome) == Self.cases.map(\.outcome))
            if format == "json" {
                #expect(cases[0].recordedSeconds == 0.125)
                let texts = try #require(cases[1].difference?.findings.first?.texts)
                #expect(texts.expected == Array("a <1>\u{1B}\n\u{FFFE}".utf8) && texts.actual == Array("b".utf8))
                #expect(cases[1].difference?.requestBytes == Array("{}".utf8))
            }
        }
    }

    @Test("Reports of other programs are read as far as cases go")
    func others() throws {
        try TemporaryDirectory.with { directory in
            let path = try directory.write(
                "r.xml",
                """
                <?xml version='1.0'?>
                <!-- made elsewhere -->
                <testsuites><testsuite name="outer"><properties><property name="a" value="b"/></properties>
                <testsuite name='in&#x41;'><testcase name="one" classname="c" time="1.5"><system-out>noise</system-out>
                </testcase><testcase name="two"><failure><![CDATA[a <b> & c]]></failure><error message="later"/></testcase>
                </testsuite><testcase name="three" time="x"><skipped/></testcase></testsuite></testsuites>
                """
            )
            let (_, cases) = try Self.read(path)
            #expect(cases.map(\.name) == ["one", "two", "three"])
            #expect(cases.map(\.suite) == ["inA", "inA", "outer"])
            #expect(cases.map(\.seconds) == [1.5, 0, 0])
            let trouble = CaseResult.Trouble("different", message: "a <b> & c", lines: ["a <b> & c"])
            #expect(cases.map(\.outcome) == [.same, .different(trouble), .skipped("")])
        }
    }

    @Test(
        "What is no report is refused, and says why",
        arguments: [
            ("", "neither"), ("TAP version 14\n", "TAP cannot be merged"), ("{}", "no report of ipcsh"),
            (#"{"ipcsh_report":1,"cases":[{}]}"#, "case 1"), (#"{"ipcsh_report":1}"#, "no report"),
            ("<!DOCTYPE html><html></html>", "a page for people"), ("<html/>", "<html>"),
            ("<!DOCTYPE x [<!ENTITY a 'b'>]><testsuites/>", "document type"), ("<testsuite>", "not closed"),
            ("<testsuite></testsuites>", "closes nothing"), ("<testsuite name=\"&x;\"/>", "entity"),
            ("<testsuite name=x/>", "without a value"), ("<testsuite", "does not end"), ("<", "without a name"),
            ("<testsuite><!--", "missing"), ("<testsuite></testsuite x>", "missing"),
        ]
    )
    func refused(text: String, reason: String) throws {
        try TemporaryDirectory.with { directory in
            let path = try directory.write("r", text)
            let failure = try #require(throws: Failure.self) { try ReportDocument(path) }
            #expect(failure.status == .usage)
            #expect(failure.message.contains(reason), "\(failure.message)")
        }
    }

    @Test("No prefix of a report does harm", arguments: ["json", "junit"])
    func cut(format: String) throws {
        try TemporaryDirectory.with { directory in
            let path = directory.file("r")
            let writer = try ReportWriter(ReportTarget("\(format):\(path)"), Self.subject)
            for result in Self.cases { try writer.add(result) }
            try writer.finish()
            let text = try directory.text("r").dropLast()
            for count in stride(from: 0, to: text.utf8.count - 1, by: 7) {
                let cut = try directory.write("cut", String(decoding: text.utf8.prefix(count), as: UTF8.self))
                #expect(throws: Failure.self) { try ReportDocument(cut) }
            }
        }
    }

    @Test("What is not a file is not waited for")
    func notRegular() throws {
        try TemporaryDirectory.with { directory in
            let failure = try #require(throws: Failure.self) { try ReportDocument(directory.path) }
            #expect(failure.message.contains("regular") || failure.message.contains("directory"))
            #expect(throws: Failure.self) { try ReportDocument(directory.file("none")) }
        }
    }
}
