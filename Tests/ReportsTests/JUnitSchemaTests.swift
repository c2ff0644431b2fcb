import Reports
import TestSupport
import Testing
import Texts

/// JUnit has no standard. Written down from two public descriptions: what Jenkins' xUnit plug-in takes (`junit-10.xsd`)
/// decides what may be there, and what Ant's schema (`JUnit.xsd`) asks of a suite and a case must be there.
@Suite struct JUnitSchemaTests {
    private struct Rule {
        var children: Set<String> = []
        var needed: Set<String> = []
        var allowed: Set<String> = []
        var hasText = false
    }

    private static let rules: [String: Rule] = [
        "testsuites": Rule(children: ["testsuite"], allowed: ["name", "time", "tests", "failures", "errors"]),
        "testsuite": Rule(
            children: ["testcase", "properties", "system-out", "system-err"],
            needed: ["name", "tests", "failures", "errors", "time", "timestamp", "hostname", "package", "id"],
            allowed: ["skipped"]
        ),
        "testcase": Rule(
            children: ["skipped", "error", "failure"],
            needed: ["name", "time", "classname"],
            allowed: ["group"]
        ),
        "failure": Rule(needed: ["type"], allowed: ["message"], hasText: true),
        "error": Rule(needed: ["type"], allowed: ["message"], hasText: true),
        "skipped": Rule(allowed: ["type", "message"], hasText: true),
    ]

    /// What values must look like, in both schemas.
    private static func isValid(_ attribute: String, _ value: String) -> Bool {
        switch attribute {
        case "time": value.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) != nil
        case "tests", "failures", "errors", "skipped", "id": value.wholeMatch(of: /[0-9]+/) != nil
        case "timestamp": value.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}/) != nil
        case "hostname", "name", "classname", "package": !value.isEmpty
        default: true
        }
    }

    private static func violations(_ document: XMLDocument) -> [String] {
        var found: [String] = []
        func check(_ element: XMLDocument.Element) {
            guard let rule = rules[element.name] else {
                found.append("<\(element.name)> is unknown")
                return
            }
            let names = Set(element.attributes.keys)
            for name in rule.needed.subtracting(names) { found.append("<\(element.name)> has no \(name)") }
            for name in names.subtracting(rule.needed).subtracting(rule.allowed) {
                found.append("<\(element.name)> must not have \(name)")
            }
            for (name, value) in element.attributes where !isValid(name, value) {
                found.append("<\(element.name)> \(name)='\(value)'")
            }
            // Jenkins takes no more of the time of a suite.
            if element.name != "testcase", element.attributes["time"]?.wholeMatch(of: /[0-9]+(\.[0-9]{1,3})?/) == nil,
                element.attributes["time"] != nil
            {
                found.append("<\(element.name)> has a time with more than milliseconds")
            }
            if !rule.hasText, !element.text.allSatisfy(\.isWhitespace) { found.append("<\(element.name)> has text") }
            for child in element.children {
                if !rule.children.contains(child.name) { found.append("<\(child.name)> in <\(element.name)>") }
                check(child)
            }
        }
        if document.root.name != "testsuites" { found.append("the root is <\(document.root.name)>") }
        check(document.root)
        return found
    }

    private static func trouble(_ text: String) -> CaseResult.Trouble {
        CaseResult.Trouble(text, message: text, lines: [text, text])
    }

    @Test("What is written keeps to the schemas, whatever it is about")
    func schema() throws {
        let hostile = [
            "", " ", "]]>", "<a b='\"'>&amp;", "\u{0}\u{1B}[2J\u{7F}\u{9B}", "\u{FFFE}\u{FFFF}", "\u{202E}x",
        ]
        try TemporaryDirectory.with { directory in
            let path = directory.file("r.xml")
            let writer = try ReportWriter(
                ReportTarget("junit:\(path)"),
                ReportSubject("session diff", created: Timestamp(seconds: 0), host: "<ci>")
            )
            for text in hostile {
                let outcomes: [CaseResult.Outcome] = [
                    .same, .different(Self.trouble(text)), .failed(Self.trouble(text)), .skipped(text),
                ]
                for outcome in outcomes {
                    let result = CaseResult(
                        suite: "s\(text)",
                        title: .text("n\(text)"),
                        seconds: 0.123456,
                        outcome: outcome
                    )
                    try writer.add(result)
                }
            }
            try writer.finish()
            let document = try XMLDocument(directory.text("r.xml"))
            #expect(Self.violations(document) == [])
            let suites = document.root.children
            #expect(suites.count == hostile.count)
            #expect(suites.allSatisfy { $0.attributes["tests"] == "4" && $0.attributes["skipped"] == "1" })
            #expect(suites.last?.children[1].children.first?.attributes["message"] == "\\u{202e}x")
        }
    }

    @Test(
        "The check itself tells what is wrong",
        arguments: [
            "<testsuites><testcase name='a' classname='b' time='0'/></testsuites>", "<testsuite/>",
            "<testsuites x='1'/>", "<testsuites time='1,5s'/>", "<testsuites>text</testsuites>",
            "<testsuites time='0.1234'/>",
        ]
    )
    func check(text: String) throws {
        #expect(try !Self.violations(XMLDocument(text)).isEmpty)
    }

    @Test(
        "A path is a class in packages",
        arguments: [
            ("a.jsonl", "a_jsonl"), ("t/sub/bad.ipcsh", "t.sub.bad_ipcsh"), ("./a/../b.jsonl", "a.b_jsonl"),
            ("/srv/x/y.jsonl", "srv.x.y_jsonl"), ("..", ".."),
        ]
    )
    func className(path: String, name: String) throws {
        try TemporaryDirectory.with { directory in
            let file = directory.file("r.xml")
            let writer = try ReportWriter(ReportTarget("junit:\(file)"), ReportSubject("test"))
            try writer.add(CaseResult(suite: path, title: .text("script"), seconds: 0, outcome: .same))
            try writer.finish()
            let root = try XMLDocument(directory.text("r.xml")).root
            #expect(root.children.first?.children.first?.attributes["classname"] == name)
        }
    }
}
