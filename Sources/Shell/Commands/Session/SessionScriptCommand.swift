import ArgumentParser
import Operations
import Sessions
import Texts

/// `session script FILE`
struct SessionScriptCommand: SessionSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "script",
        abstract: "Write a script that makes the exchanges of a session again.",
        usage: "session script FILE [--only 3-9,12] [--match REGEX] [--skip REGEX] [--errors-only]",
        discussion: """
            The script goes to stdout: commands that send the same bytes, each with an 'expect' for the recorded \
            response. Exchanges without a response become comments.

            Example: session script sessions/tour.jsonl > again.ipcsh
            """
    )

    @Argument(help: ArgumentHelp("A session file.", valueName: "file"), completion: .sessions)
    var file: String

    @OptionGroup var selection: SelectionOptions

    // Without --json: there is only one form of a script.
    @Flag(name: .shortAndLong, help: "Say less.")
    var quiet = false

    var report: ReportOptions { .only(quiet: quiet) }

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        try context.console.gathering { () throws(Failure) in try write(in: context) }
    }

    private func write(in context: ShellContext) throws(Failure) -> ExitStatus {
        var scan = try SessionScan(file, try selection.selection(), observer: context.observer)
        for line in SessionScript.header(scan.header, file) { context.console.line(line) }
        while let exchange = try scan.next() {
            for line in SessionScript.lines(exchange) { context.console.line(line) }
        }
        return .ok
    }
}
