import CommandSpec
import Operations
import Rendering
import Sessions
import Texts

/// `session diff A B`
enum SessionDiffCommand: BuiltInCommand {
    static let name = "diff"

    private static let left = Argument("a", "A session file.", completion: .files(endings: FileEndings.sessions))
    private static let right = Argument("b", "Another one.", completion: .files(endings: FileEndings.sessions))

    static let specification = CommandSpecification(
        "session diff",
        "Compare two sessions, exchange by exchange.",
        usage: "session diff A B [--json]",
        discussion: """
            Exchanges with the same request belong together; what differs in their responses, their ends or errors is \
            shown, and what only one of the sessions has. What stands in another order is told, and is no difference of \
            answers, nor is an exchange that failed by the network alone. Times, attempts and notes do not count. \
            Sessions have at most \(ExchangeFingerprints.most) exchanges each. Exit status 4 when an answer differs or \
            only one of them has it.
            """,
        examples: ["session diff before.jsonl after.jsonl"],
        arguments: [left, right],
        groups: [SharedOptions.reporting]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        try context.output.gathering { () throws(Failure) in try write(arguments, in: context) }
    }

    private static func write(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        var comparison = try SessionComparison(
            arguments.first(left) ?? "",
            arguments.first(right) ?? "",
            context.observer
        )
        while let difference = try comparison.next() {
            context.output.put(difference)
            if context.output.isClosed { return .mismatch }
        }
        context.output.put(comparison.summary)
        return comparison.summary.isSame ? .ok : .mismatch
    }
}
