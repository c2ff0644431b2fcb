import Texts

/// JUnit XML as Jenkins, GitLab and GitHub's reporters read it: `testsuites`, `testsuite`, `testcase`, `failure` for
/// something else than was expected, `error` for nothing, `skipped`.
///
/// There is no standard; this keeps to what the schema of Jenkins' xUnit plug-in (`junit-10.xsd`) has, and gives a suite
/// what Ant's asks for besides. Jenkins groups by the parts of `classname` between dots, and shows the `message`; GitLab
/// groups by suite, shows `classname` and `name`, and the text in `failure`.
struct JUnitForm: ReportForm {
    /// Room for the totals, which stand before what they count: five numbers and a time, none longer than 20 digits.
    private static let totalsLength = 180

    private let subject: ReportSubject
    private let allOffset: Int
    private var all = ReportTotals()
    private var suite: (name: String, offset: Int, totals: ReportTotals)?
    private var suiteCount = 0

    init(_ subject: ReportSubject, _ file: ReportFile) throws(ReportError) {
        self.subject = subject
        let name = MarkupText.escaped("ipcsh \(subject.command)")
        try file.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"\(name)\"")
        allOffset = try file.reserve(Self.totalsLength)
        try file.append(">\n")
    }

    mutating func add(_ result: CaseResult, to file: ReportFile) throws(ReportError) {
        if suite?.name != result.suite { try beginSuite(result.suite, file) }
        all.add(result)
        suite?.totals.add(result)
        try file.append(
            "<testcase classname=\"\(MarkupText.escaped(Self.className(result.suite)))\" "
                + "name=\"\(MarkupText.escaped(result.name))\" time=\"\(Self.time(result.seconds))\""
        )
        switch result.outcome {
        case .same: try file.append("/>\n")
        case .different(let trouble): try file.append(Self.element("failure", trouble))
        case .failed(let trouble): try file.append(Self.element("error", trouble))
        case .skipped(let reason):
            try file.append(">\n<skipped message=\"\(MarkupText.escaped(reason))\"/>\n</testcase>\n")
        }
    }

    mutating func finish(_ file: ReportFile) throws(ReportError) {
        try finishSuite(file)
        try file.append("</testsuites>\n")
        try file.fill(allOffset, with: Self.attributes(all))
    }

    /// The path as a class in a package, which is how servers group: `sessions.sub.tour_jsonl`.
    static func className(_ path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
        return parts.isEmpty ? path : parts.map { $0.replacing(".", with: "_") }.joined(separator: ".")
    }

    private mutating func beginSuite(_ name: String, _ file: ReportFile) throws(ReportError) {
        try finishSuite(file)
        // The schema has no zone in a time, and nothing else is meant than UTC.
        let time = Timestamp.now.iso8601.dropLast()
        try file.append(
            "<testsuite name=\"\(MarkupText.escaped(name))\" package=\"\(MarkupText.escaped(subject.command))\" "
                + "id=\"\(suiteCount)\" timestamp=\"\(time)\" hostname=\"\(MarkupText.escaped(subject.host))\""
        )
        suiteCount += 1
        suite = (name, try file.reserve(Self.totalsLength), ReportTotals())
        try file.append(">\n")
    }

    private mutating func finishSuite(_ file: ReportFile) throws(ReportError) {
        guard let suite else { return }
        try file.append("</testsuite>\n")
        try file.fill(suite.offset, with: Self.attributes(suite.totals) + " skipped=\"\(suite.totals.skipped)\"")
        self.suite = nil
    }

    private static func element(_ name: String, _ trouble: CaseResult.Trouble) -> String {
        let text = trouble.lines.map { MarkupText.escaped($0) }.joined(separator: "\n")
        return ">\n<\(name) message=\"\(MarkupText.escaped(trouble.message))\" "
            + "type=\"\(MarkupText.escaped(trouble.type))\">\(text)</\(name)>\n</testcase>\n"
    }

    private static func attributes(_ totals: ReportTotals) -> String {
        " tests=\"\(totals.cases)\" failures=\"\(totals.different)\" errors=\"\(totals.failed)\" "
            // The schema has milliseconds here.
            + "time=\"\(Decimal.text(totals.seconds, fractionDigits: 3))\""
    }

    private static func time(_ seconds: Double) -> String {
        Decimal.text(seconds, fractionDigits: 6)
    }
}
