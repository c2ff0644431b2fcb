import CommandSpec
import Operations
import Rendering
import Sessions
import ShellLanguage
import Texts

/// `session show FILE`
enum SessionShowCommand: BuiltInCommand {
    static let name = "show"

    private static let file = Argument(
        "file",
        "A session file.",
        completion: .files(endings: FileEndings.sessions)
    )
    private static let noPager = Flag("--no-pager", "Do not use a pager.")

    static let specification = CommandSpecification(
        "session show",
        "Show the exchanges of a session.",
        usage: "session show FILE [--only 3-9,12] [--match REGEX] [--skip REGEX] [--errors-only] [--json]",
        discussion: """
            For each exchange: its number, the time since the start of the session, its milliseconds, the request as \
            it was on the wire, and what came of it. What is longer than the screen goes through $PAGER, or less. \
            --json gives the lines of the file.
            """,
        examples: ["session show sessions/tour.jsonl --match left --only 1-10"],
        arguments: [file],
        options: [noPager],
        groups: [SelectionOptions.group, SharedOptions.reporting]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        try context.output.gathering { () throws(Failure) in try write(arguments, in: context) }
    }

    private static func write(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let file = arguments.first(file) ?? ""
        var scan = try SessionScan(file, SelectionOptions.selection(arguments), observer: context.observer)
        if context.settings.json {
            while try scan.nextInPlace() != nil {
                context.output.bytes(scan.line + CollectionOfOne(UInt8(ascii: "\n")))
            }
            return .ok
        }
        let output = context.output.paged(!arguments[noPager])
        // Also when the file turns out to be damaged: what is shown so far is to be read first.
        defer { output.finish() }
        let report = ExchangeReport(context.output.textStyle)
        let requests = DefinedRequests(context.state.definitions)
        for line in report.header(scan.header, file) { output.line(line) }
        var shown = 0
        while !output.isClosed, let entry = try scan.nextEntry() {
            switch entry {
            case .exchange(let exchange):
                let command = requests.name(of: exchange.request)
                for line in report.lines(exchange, start: scan.start, command: command) { output.line(line) }
                shown += 1
            case .pushed(let push, let start):
                for line in report.lines(push, start: start) { output.line(line) }
            }
        }
        if !output.isClosed {
            output.line(report.footer(shown: shown, of: scan.count, isClosed: scan.isClosed))
        }
        return .ok
    }
}
