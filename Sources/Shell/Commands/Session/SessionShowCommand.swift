import ArgumentParser
import Operations
import Rendering
import Sessions
import Texts

/// `session show FILE`
struct SessionShowCommand: SessionSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the exchanges of a session.",
        usage: "session show FILE [--only 3-9,12] [--match REGEX] [--skip REGEX] [--errors-only] [--json]",
        discussion: """
            For each exchange: its number, the time since the start of the session, its milliseconds, the request as \
            it was on the wire, and what came of it. What is longer than the screen goes through $PAGER, or less. \
            --json gives the lines of the file.

            Example: session show sessions/tour.jsonl --match left --only 1-10
            """
    )

    @Argument(help: ArgumentHelp("A session file.", valueName: "file"), completion: .sessions)
    var file: String

    @Flag(help: "Do not use a pager.")
    var noPager = false

    @OptionGroup var selection: SelectionOptions
    @OptionGroup var report: ReportOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        try context.console.gathering { () throws(Failure) in try write(in: context) }
    }

    private func write(in context: ShellContext) throws(Failure) -> ExitStatus {
        var scan = try SessionScan(file, try selection.selection(), observer: context.observer)
        if context.settings.json {
            while try scan.next() != nil { context.console.bytes(scan.line + CollectionOfOne(UInt8(ascii: "\n"))) }
            return .ok
        }
        let output = PagedOutput(context, isPaged: !noPager)
        // Also when the file turns out to be damaged: what is shown so far is to be read first.
        defer { output.finish() }
        let report = ExchangeReport(context.console.textStyle)
        for line in report.header(scan.header, file) { output.line(line) }
        var shown = 0
        while !output.isClosed, let exchange = try scan.next() {
            for line in report.lines(exchange, start: scan.start) { output.line(line) }
            shown += 1
        }
        if !output.isClosed {
            output.line(report.footer(shown: shown, of: scan.count, isClosed: scan.isClosed))
        }
        return .ok
    }
}
