/// A form of reports: one file of the folder beside this one for each.
///
/// Memory does not grow with the number of cases.
protocol ReportForm {
    /// Cases of one suite should come together.
    mutating func add(_ result: CaseResult, to file: ReportFile) throws(ReportError)
    /// Writes what is known only at the end.
    mutating func finish(_ file: ReportFile) throws(ReportError)
}
