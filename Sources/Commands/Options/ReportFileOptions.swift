import CommandSpec
import Operations
import Replay
import Texts

/// Reports for build servers.
enum ReportFileOptions {
    static let report = Option(
        "--report",
        .reportTarget,
        "Write a report: junit:FILE, tap:FILE or json:FILE; repeatable.",
        isRepeatable: true
    )

    /// Begins the reports, so that a place that cannot be written is known before anything is sent.
    static func begin(_ arguments: ParsedArguments) throws(Failure) -> ReplayReports {
        try ReplayReports(arguments.all(report))
    }
}

extension ValueType<ReportTarget> {
    fileprivate static let reportTarget = ValueType(
        "form:file",
        completion: .list(["junit:", "tap:", "json:"]),
        expression: { text throws(PatternError) in try ReportTarget(text) }
    )
}
