import CommandSpec
import Operations
import Rendering
import Sessions
import ShellLanguage
import Texts

/// `session stats FILE ...`
enum SessionStatsCommand: BuiltInCommand {
    static let name = "stats"

    private static let files = Argument(
        "file",
        .oneOrMore,
        "Session files.",
        completion: .files(endings: FileEndings.sessions)
    )

    static let specification = CommandSpecification(
        "session stats",
        "Count the exchanges of sessions, and show how long they took.",
        usage: "session stats FILE ... [--only 3-9,12] [--match REGEX] [--skip REGEX] [--errors-only] [--json]",
        discussion: """
            Several sessions are counted together. The longest time is exact; p50, p90 and p99, the times that 50, 90 \
            and 99 of 100 exchanges do not exceed, are right to 1 %.
            """,
        examples: ["session stats sessions/*.jsonl"],
        arguments: [files],
        groups: [SelectionOptions.group, SharedOptions.reporting]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let selection = SelectionOptions.selection(arguments)
        var statistics = SessionStatistics()
        let requests = DefinedRequests(context.state.definitions)
        for file in arguments[files] {
            var scan = try SessionScan(file, selection, observer: context.observer)
            statistics.beginSession()
            let hasCommands = !requests.isEmpty
            while let entry = try scan.nextInPlace() {
                switch entry {
                case .exchange(let exchange):
                    let command = hasCommands ? requests.name(of: exchange.exchange.request) : nil
                    statistics.count(exchange, start: scan.start, command: command)
                case .pushed: statistics.countPushed()
                }
            }
        }
        statistics.endSession()
        context.output.put(StatisticsReport(statistics))
        return .ok
    }
}
