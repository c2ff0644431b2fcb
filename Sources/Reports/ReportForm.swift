/// A form of reports: one file of the folder beside this one for each.
///
/// Memory does not grow with the number of cases.
protocol ReportForm {
    /// Cases of one suite should come together.
    mutating func add(_ result: CaseResult, to file: ReportFile) throws(ReportError)
    /// Counts cases that are the same, and of which nothing else is known.
    mutating func addSame(_ count: Int, suite: String, to file: ReportFile) throws(ReportError)
    /// Writes what is known only at the end.
    mutating func finish(_ file: ReportFile) throws(ReportError)
}

extension ReportForm {
    mutating func addSame(_ count: Int, suite: String, to file: ReportFile) throws(ReportError) {
        let title = count == 1 ? "1 exchange that is the same" : "\(count) exchanges that are the same"
        try add(CaseResult(suite: suite, title: .text(title), seconds: 0, outcome: .same), to: file)
    }
}
