import CommandSpec
import Operations
import Rendering
import Sessions
import ShellLanguage
import Texts

/// `session export FILE`
enum SessionExportCommand: BuiltInCommand {
    static let name = "export"

    private static let file = Argument(
        "file",
        "A session file.",
        completion: .files(endings: FileEndings.sessions)
    )
    private static let csv = Flag("--csv", "Comma-separated values.")
    private static let markdown = Flag("--markdown", "A Markdown table.")
    private static let exact = Flag("--exact", "CSV for programs: no ' before what looks like a formula.")

    static let specification = CommandSpecification(
        "session export",
        "Write the exchanges of a session as a table.",
        usage: "session export FILE --csv | --markdown [--exact] [--only 3-9,12] [--match REGEX] [--errors-only]",
        discussion: """
            CSV is as in RFC 4180, but with LF as other programs on this system expect it; a cell that a spreadsheet \
            would take for a formula gets a leading ', unless --exact.
            """,
        examples: ["session export sessions/tour.jsonl --csv > tour.csv"],
        arguments: [file],
        options: [csv, markdown, exact],
        groups: [SelectionOptions.group, OptionGroup("Shared options", [SharedOptions.quiet], isShared: true)],
        validate: { arguments in
            if arguments[csv] == arguments[markdown] {
                return arguments.specification.failure("either --csv or --markdown")
            }
            return arguments[exact] && arguments[markdown] ? .usage("session export: --exact goes with --csv") : nil
        }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        try context.output.gathering { () throws(Failure) in try write(arguments, in: context) }
    }

    private static func write(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let file = arguments.first(file) ?? ""
        var scan = try SessionScan(file, SelectionOptions.selection(arguments), observer: context.observer)
        let format = arguments[markdown] ? TableFormat.markdown : .csv(guardsFormulas: !arguments[exact])
        for line in format.header(ExchangeRow.columns) { context.output.line(line) }
        let requests = DefinedRequests(context.state.definitions)
        while let entry = try scan.nextEntry() {
            let row =
                switch entry {
                case .exchange(let exchange):
                    ExchangeRow(exchange, start: scan.start, command: requests.name(of: exchange.request))
                case .pushed(let push, let start): ExchangeRow(push, start: start)
                }
            context.output.line(format.row(row.cells))
        }
        return .ok
    }
}
