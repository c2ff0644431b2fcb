import CommandSpec
import Operations
import Replay
import ShellLanguage
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
    static func begin(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ReplayReports {
        let reports = try ReplayReports(arguments.all(report))
        let requests = DefinedRequests(context.state.definitions)
        reports.command = { requests.name(of: $0) }
        return reports
    }
}

extension ValueType<ReportTarget> {
    fileprivate static let reportTarget = ValueType(
        "form:file",
        completion: .list(["junit:", "tap:", "json:"]),
        expression: { text throws(PatternError) in try ReportTarget(text) }
    )
}
