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

    private static func row(_ entry: SessionScan.Entry, start: Double, _ requests: DefinedRequests) -> ExchangeRow {
        switch entry {
        case .exchange(let exchange):
            ExchangeRow(exchange, start: start, command: requests.name(of: exchange.request))
        case .pushed(let push, let start): ExchangeRow(push, start: start)
        }
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
            while let entry = try scan.nextEntry() {
                context.output.bytes(Self.row(entry, start: scan.start, requests).jsonLine)
            }
            return .ok
        }
        let format = arguments[markdown] ? TableFormat.markdown : .csv(guardsFormulas: !arguments[exact])
        for line in format.header(ExchangeRow.columns) { context.output.line(line) }
        func line(_ row: ExchangeRow) -> [UInt8] { Array(format.row(row.cells).utf8) }
        let isQuick = !arguments[markdown] && requests.isEmpty
        var row: [UInt8] = []
        while let entry = try scan.nextInPlace() {
            row.removeAll(keepingCapacity: true)
            switch entry {
            case .exchange(let view):
                if !isQuick || !ExchangeRow.append(view, start: scan.start, to: &row) {
                    row = line(Self.row(.exchange(view.exchange), start: scan.start, requests))
                }
            case .pushed(let push): row = line(ExchangeRow(push, start: scan.start(of: push)))
            }
            row.append(UInt8(ascii: "\n"))
            context.output.bytes(row)
        }
        return .ok
    }
}
