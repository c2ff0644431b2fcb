import ArgumentParser
import Operations
import Rendering
import Sessions
import Texts

/// `session export FILE`
struct SessionExportCommand: SessionSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the exchanges of a session as a table.",
        usage: "session export FILE --csv | --markdown [--exact] [--only 3-9,12] [--match REGEX] [--errors-only]",
        discussion: """
            CSV is as in RFC 4180, but with LF as other programs on this system expect it; a cell that a spreadsheet \
            would take for a formula gets a leading ', unless --exact.

            Example: session export sessions/tour.jsonl --csv > tour.csv
            """
    )

    @Argument(help: ArgumentHelp("A session file.", valueName: "file"), completion: .sessions)
    var file: String

    @Flag(help: "Comma-separated values.")
    var csv = false

    @Flag(help: "A Markdown table.")
    var markdown = false

    @Flag(help: "CSV for programs: no ' before what looks like a formula.")
    var exact = false

    @OptionGroup var selection: SelectionOptions

    @Flag(name: .shortAndLong, help: "Say less.")
    var quiet = false

    var report: ReportOptions { .only(quiet: quiet) }

    mutating func validate() throws {
        if csv == markdown { throw ValidationError("Give either --csv or --markdown.") }
        if exact, markdown { throw ValidationError("--exact goes with --csv.") }
    }

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        try context.console.gathering { () throws(Failure) in try write(in: context) }
    }

    private func write(in context: ShellContext) throws(Failure) -> ExitStatus {
        var scan = try SessionScan(file, try selection.selection(), observer: context.observer)
        let format = markdown ? TableFormat.markdown : .csv(guardsFormulas: !exact)
        for line in format.header(ExchangeRow.columns) { context.console.line(line) }
        while let exchange = try scan.next() {
            context.console.line(format.row(ExchangeRow(exchange, start: scan.start).cells))
        }
        return .ok
    }
}
