import ArgumentParser
import Operations
import Rendering
import Sessions
import Texts

/// `session stats FILE ...`
struct SessionStatsCommand: SessionSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Count the exchanges of sessions, and show how long they took.",
        usage: "session stats FILE ... [--only 3-9,12] [--match REGEX] [--skip REGEX] [--errors-only] [--json]",
        discussion: """
            Several sessions are counted together. The longest time is exact; p50, p90 and p99, the times that 50, 90 \
            and 99 of 100 exchanges do not exceed, are right to 1 %.

            Example: session stats sessions/*.jsonl
            """
    )

    @Argument(help: ArgumentHelp("Session files.", valueName: "file"), completion: .sessions)
    var files: [String]

    @OptionGroup var selection: SelectionOptions
    @OptionGroup var report: ReportOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        let selection = try selection.selection()
        var statistics = SessionStatistics()
        for file in files {
            var scan = try SessionScan(file, selection, observer: context.observer)
            statistics.beginSession()
            while let exchange = try scan.next() { statistics.count(exchange, start: scan.start) }
        }
        statistics.endSession()
        context.console.put(StatisticsReport(statistics))
        return .ok
    }
}
