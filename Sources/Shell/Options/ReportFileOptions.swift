import ArgumentParser
import Operations
import Replay
import Sessions
import Texts

/// Reports for build servers.
struct ReportFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Write a report: junit:FILE, tap:FILE or json:FILE; repeatable.", valueName: "form:file")
    )
    var report: [String] = []

    /// Begins the reports, so that a place that cannot be written is known before anything is sent.
    func begin() throws(Failure) -> ReplayReports {
        var targets: [ReportTarget] = []
        for text in report {
            do throws(PatternError) {
                targets.append(try ReportTarget(text))
            } catch {
                throw .usage("--report: \(error)")
            }
        }
        return try ReplayReports(targets)
    }
}
