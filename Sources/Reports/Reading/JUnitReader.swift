/// Reads JUnit XML, ours and that of other programs, as far as cases go.
///
/// No document type and no entities of its own: there is nothing in such a report that they would be for, and much that
/// they could do.
struct JUnitReader {
    struct Malformed: Error {
        var reason: String
    }

    /// What a report says.
    struct Suites {
        var command = ""
        var created = ""
        var host = ""
        var cases: [CaseResult] = []
    }

    private struct Case {
        var suite: String
        var name: String
        var seconds: Double
        var outcome = CaseResult.Outcome.same
    }

    private var scanner: XMLScanner
    private var result = Suites()
    private var suites: [String] = []
    private var current: Case?
    /// The element of the case that text belongs to, with its attributes.
    private var trouble: (name: String, attributes: [String: String], text: String)?

    static func read(_ bytes: [UInt8]) throws(Malformed) -> Suites {
        var reader = JUnitReader(scanner: XMLScanner(bytes))
        try reader.run()
        return reader.result
    }

    private init(scanner: XMLScanner) {
        self.scanner = scanner
    }

    private mutating func run() throws(Malformed) {
        var open: [String] = []
        while let event = try scanner.next() {
            switch event {
            case .start(let name, let attributes, let isEmpty):
                if open.isEmpty, name != "testsuites", name != "testsuite" {
                    throw Malformed(reason: "it begins with <\(name)>")
                }
                begin(name, attributes)
                if isEmpty { end(name) } else { open.append(name) }
            case .end(let name):
                guard open.popLast() == name else { throw Malformed(reason: "</\(name)> closes nothing") }
                end(name)
            case .text(let text): trouble?.text += text
            }
        }
        if let name = open.last { throw Malformed(reason: "<\(name)> is not closed") }
    }

    private mutating func begin(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "testsuites":
            if let name = attributes["name"], name.hasPrefix("ipcsh ") { result.command = String(name.dropFirst(6)) }
        case "testsuite":
            suites.append(attributes["name"] ?? "")
            if result.host.isEmpty { result.host = attributes["hostname"] ?? "" }
            if result.created.isEmpty { result.created = attributes["timestamp"] ?? "" }
        case "testcase":
            let seconds = attributes["time"].flatMap(Double.init) ?? 0
            let suite = suites.last { !$0.isEmpty } ?? attributes["classname"] ?? ""
            let isTime = seconds.isFinite && seconds >= 0
            current = Case(suite: suite, name: attributes["name"] ?? "", seconds: isTime ? seconds : 0)
        case "failure", "error", "skipped":
            if current != nil { trouble = (name, attributes, "") }
        default: break
        }
    }

    private mutating func end(_ name: String) {
        switch name {
        case "testsuite": suites.removeLast()
        case "failure", "error", "skipped":
            guard let trouble, trouble.name == name else { return }
            // The first of several decides.
            if case .same? = current?.outcome { current?.outcome = Self.outcome(trouble) }
            self.trouble = nil
        case "testcase":
            guard let current else { return }
            result.cases.append(
                CaseResult(
                    suite: current.suite,
                    title: .text(current.name),
                    seconds: current.seconds,
                    outcome: current.outcome
                )
            )
            self.current = nil
        default: break
        }
    }

    private static func outcome(
        _ trouble: (name: String, attributes: [String: String], text: String)
    ) -> CaseResult.Outcome {
        let lines = trouble.text.split(separator: "\n").map(String.init)
        let message = trouble.attributes["message"] ?? lines.first ?? ""
        if trouble.name == "skipped" { return .skipped(message) }
        let type = trouble.attributes["type"] ?? (trouble.name == "failure" ? "different" : "failed")
        let result = CaseResult.Trouble(type, message: message, lines: lines.isEmpty ? [message] : lines)
        return trouble.name == "failure" ? .different(result) : .failed(result)
    }
}
