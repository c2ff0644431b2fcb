import CommandSpec
import Operations
import Reports
import ShellLanguage
import Texts

/// Reports for people and build servers.
enum ReportFileOptions {
    static let report = Option(
        "--report",
        .reportTarget(ReportTarget.Format.allCases),
        "Write a report: html:FILE for people, junit:FILE, tap:FILE or json:FILE for programs; repeatable.",
        isRepeatable: true
    )

    /// Begins the reports, so that a place that cannot be written is known before anything is sent.
    static func begin(
        _ arguments: ParsedArguments,
        _ subject: ReportSubject,
        in context: CommandContext
    ) throws(Failure) -> ReplayReports {
        var subject = subject
        subject.tool = "ipcsh \(Version.current)"
        let reports = try ReplayReports(arguments.all(report), subject)
        let requests = DefinedRequests(context.state.definitions)
        reports.command = { requests.name(of: $0) }
        return reports
    }
}

extension ValueType<ReportTarget> {
    /// - Parameter formats: those that the command can write.
    static func reportTarget(_ formats: [ReportTarget.Format]) -> ValueType<ReportTarget> {
        ValueType(
            "form:file",
            completion: .list(formats.map { "\($0.rawValue):" }),
            expression: { text throws(PatternError) in try ReportTarget(text, among: formats) }
        )
    }
}
