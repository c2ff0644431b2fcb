import Sessions
import Texts

/// JUnit XML as Jenkins, GitLab and GitHub's reporters read it: `testsuites`, `testsuite`, `testcase`, `failure` for
/// another response, `error` for none, `skipped`.
///
/// There is no standard; this keeps to what the schema of Jenkins' xUnit plug-in (`junit-10.xsd`) has. GitLab shows
/// `classname`, and the text in `failure`; Jenkins shows the `message`, too.
struct JUnitFormat {
    /// Room for the totals, which stand before what they count: four numbers and a time, none longer than 20 digits.
    private static let totalsLength = 160

    private let allOffset: Int
    private var all = ReportTotals()
    private var suite: (name: String, offset: Int, totals: ReportTotals)?

    init(_ file: ReportFile) throws(ReportError) {
        try file.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ipcsh replay\"")
        allOffset = try file.reserve(Self.totalsLength)
        try file.append(">\n")
    }

    mutating func add(_ result: CaseResult, to file: ReportFile) throws(ReportError) {
        if suite?.name != result.suite {
            try finishSuite(file)
            try file.append("<testsuite name=\"\(MarkupText.escaped(result.suite))\"")
            suite = (result.suite, try file.reserve(Self.totalsLength), ReportTotals())
            try file.append(">\n")
        }
        all.add(result)
        suite?.totals.add(result)
        try file.append(
            "<testcase classname=\"\(MarkupText.escaped(result.suite))\" name=\"\(MarkupText.escaped(result.name))\" "
                + "time=\"\(Self.time(result.seconds))\""
        )
        switch result.outcome {
        case .same:
            try file.append("/>\n")
        case .different(let lines):
            let message = MarkupText.escaped(lines.first ?? "")
            let text = lines.map(MarkupText.escaped).joined(separator: "\n")
            try file.append(
                ">\n<failure message=\"\(message)\" type=\"different\">\(text)</failure>\n</testcase>\n"
            )
        case .failed(let reason):
            let text = MarkupText.escaped(reason)
            try file.append(">\n<error message=\"\(text)\" type=\"no-response\">\(text)</error>\n</testcase>\n")
        case .skipped(let reason):
            try file.append(">\n<skipped message=\"\(MarkupText.escaped(reason))\"/>\n</testcase>\n")
        }
    }

    mutating func finish(_ file: ReportFile) throws(ReportError) {
        try finishSuite(file)
        try file.append("</testsuites>\n")
        try file.fill(allOffset, with: Self.attributes(all))
    }

    private mutating func finishSuite(_ file: ReportFile) throws(ReportError) {
        guard let suite else { return }
        try file.append("</testsuite>\n")
        try file.fill(suite.offset, with: Self.attributes(suite.totals) + " skipped=\"\(suite.totals.skipped)\"")
        self.suite = nil
    }

    private static func attributes(_ totals: ReportTotals) -> String {
        " tests=\"\(totals.cases)\" failures=\"\(totals.different)\" errors=\"\(totals.failed)\" "
            + "time=\"\(time(totals.seconds))\""
    }

    private static func time(_ seconds: Double) -> String {
        Decimal.text(seconds, fractionDigits: 6)
    }
}
