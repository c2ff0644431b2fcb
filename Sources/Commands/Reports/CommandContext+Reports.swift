import CommandSpec
import Operations
import Reports
import ShellLanguage
import Texts

extension CommandContext {
    /// Begins the reports that options ask for, so that a place that cannot be written is known before anything is sent.
    func beginReports(_ arguments: ParsedArguments, _ subject: ReportSubject) throws(Failure) -> ReplayReports {
        var subject = subject
        subject.tool = "ipcsh \(Version.current)"
        let reports = try ReplayReports(arguments.all(ReportFileOptions.report), subject)
        let requests = DefinedRequests(state.definitions)
        reports.command = { requests.name(of: $0) }
        return reports
    }
}
