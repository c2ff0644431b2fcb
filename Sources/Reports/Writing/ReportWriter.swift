/// Writes a report while the results come.
package final class ReportWriter {
    private let file: ReportFile
    private var form: any ReportForm

    /// Makes the file under another name beside its own, so that a place that cannot be written is known before anything
    /// is sent.
    package init(_ target: ReportTarget, _ subject: ReportSubject) throws(ReportError) {
        file = try ReportFile(path: target.path)
        switch target.format {
        case .junit: form = try JUnitForm(subject, file)
        case .tap: form = try TAPForm(file)
        case .json: form = try JSONForm(subject, file)
        case .html: form = HTMLForm(subject)
        }
    }

    /// Cases of one suite should come together: JUnit has a `testsuite` for each row of them.
    package func add(_ result: CaseResult) throws(ReportError) {
        try file.requireOpen()
        try form.add(result, to: file)
    }

    /// Counts cases that are the same, and of which nothing else is known.
    package func addSame(_ count: Int, suite: String) throws(ReportError) {
        try file.requireOpen()
        try form.addSame(count, suite: suite, to: file)
    }

    /// Completes the report and gives the file its name. Without it there is no report.
    package func finish() throws(ReportError) {
        try form.finish(file)
        try file.finish()
    }
}
