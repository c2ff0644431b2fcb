import ArgumentParser
import Operations
import Sessions
import Texts

/// `session diff A B`
struct SessionDiffCommand: SessionSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two sessions, exchange by exchange.",
        usage: "session diff A B [--json]",
        discussion: """
            Exchanges with the same request belong together; what differs in their responses, their ends or errors is \
            shown, and what only one of the sessions has. Times, attempts and notes do not count. Sessions have at \
            most \(ExchangeFingerprints.most) exchanges each. Exit status 4 when anything differs.

            Example: session diff before.jsonl after.jsonl
            """
    )

    @Argument(help: ArgumentHelp("A session file.", valueName: "a"), completion: .sessions)
    var left: String

    @Argument(help: ArgumentHelp("Another one.", valueName: "b"), completion: .sessions)
    var right: String

    @OptionGroup var report: ReportOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        try context.console.gathering { () throws(Failure) in try write(in: context) }
    }

    private func write(in context: ShellContext) throws(Failure) -> ExitStatus {
        var comparison = try SessionComparison(left, right, context.observer)
        while let difference = try comparison.next() {
            context.console.put(difference)
            if context.console.isOutputClosed { return .mismatch }
        }
        context.console.put(comparison.summary)
        return comparison.summary.isSame ? .ok : .mismatch
    }
}
