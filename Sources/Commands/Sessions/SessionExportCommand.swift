import CommandSpec
import Operations
import Rendering
import Reports
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
    private static let html = Flag("--html", "A page that needs nothing beside itself.")
    private static let exact = Flag("--exact", "CSV for programs: no ' before what looks like a formula.")

    static let specification = CommandSpecification(
        "session export",
        "Write the exchanges of a session as a table or a page.",
        usage:
            "session export FILE --csv | --markdown | --html | --json [--exact] "
            + "[--only 3-9,12] [--match REGEX] [--errors-only]",
        discussion: """
            CSV is as in RFC 4180, but with LF as other programs on this system expect it; a cell that a spreadsheet \
            would take for a formula gets a leading ', unless --exact. --json gives an object for each row. A page shows \
            the first thousand exchanges whole, and how long all of them took.
            """,
        examples: ["session export sessions/tour.jsonl --csv > tour.csv"],
        arguments: [file],
        options: [csv, markdown, html, exact],
        groups: [SelectionOptions.group, SharedOptions.reporting],
        validate: { arguments in
            if [csv, markdown, html, SharedOptions.json].count(where: { arguments[$0] }) != 1 {
                return arguments.specification.failure("one of --csv, --markdown, --html and --json")
            }
            return arguments[exact] && !arguments[csv] ? .usage("session export: --exact goes with --csv") : nil
        }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        try context.output.gathering { () throws(Failure) in try write(arguments, in: context) }
    }

    private static func write(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let file = arguments.first(file) ?? ""
        var scan = try SessionScan(file, SelectionOptions.selection(arguments), observer: context.observer)
        if arguments[html] {
            var subject = ReportSubject("session export", title: file, words: .exchanges)
            subject.tool = "ipcsh \(Version.current)"
            var page = ReportPage(subject)
            while let exchange = try scan.next() { page.add(SessionCase.exchange(exchange, in: file)) }
            context.output.bytes(page.bytes)
            return .ok
        }
        let requests = DefinedRequests(context.state.definitions)
        if arguments[SharedOptions.json] {
            while let exchange = try scan.next() {
                let row = ExchangeRow(exchange, start: scan.start, command: requests.name(of: exchange.request))
                context.output.bytes(row.jsonLine)
            }
            return .ok
        }
        let format = arguments[markdown] ? TableFormat.markdown : .csv(guardsFormulas: !arguments[exact])
        for line in format.header(ExchangeRow.columns) { context.output.line(line) }
        let isQuick = !arguments[markdown] && requests.isEmpty
        var row: [UInt8] = []
        while let view = try scan.nextView() {
            row.removeAll(keepingCapacity: true)
            if !isQuick || !ExchangeRow.append(view, start: scan.start, to: &row) {
                let exchange = view.exchange
                let command = requests.name(of: exchange.request)
                row = Array(format.row(ExchangeRow(exchange, start: scan.start, command: command).cells).utf8)
            }
            row.append(UInt8(ascii: "\n"))
            context.output.bytes(row)
        }
        return .ok
    }
}
