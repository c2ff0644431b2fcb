/// Writes a report while the results come, in memory that does not grow with their number.
package final class ReportWriter {
    private enum Format {
        case junit(JUnitFormat)
        case tap(TAPFormat)
        case json(JSONFormat)
    }

    private let file: ReportFile
    private var format: Format

    /// Makes the file under another name beside its own, so that a place that cannot be written is known before anything
    /// is sent.
    package init(_ target: ReportTarget) throws(ReportError) {
        file = try ReportFile(path: target.path)
        switch target.format {
        case .junit: format = .junit(try JUnitFormat(file))
        case .tap: format = .tap(try TAPFormat(file))
        case .json: format = .json(try JSONFormat(file))
        }
    }

    /// Results of one suite should come together: JUnit has a `testsuite` for each row of them.
    package func add(_ result: CaseResult) throws(ReportError) {
        switch format {
        case .junit(var junit):
            try junit.add(result, to: file)
            format = .junit(junit)
        case .tap(var tap):
            try tap.add(result, to: file)
            format = .tap(tap)
        case .json(var json):
            try json.add(result, to: file)
            format = .json(json)
        }
    }

    /// Completes the report and gives the file its name. Without it there is no report.
    package func finish() throws(ReportError) {
        switch format {
        case .junit(var junit): try junit.finish(file)
        case .tap(let tap): try tap.finish(file)
        case .json(let json): try json.finish(file)
        }
        try file.finish()
    }
}
