import CommandSpec
import Operations
import Rendering
import Reports
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
        usage: "session diff A B [--report html:FILE] [--json]",
        discussion: """
            Exchanges with the same request belong together; what differs in their responses, their ends or errors is \
            shown, and what only one of the sessions has. What stands in another order is told, and is no difference of \
            answers, nor is an exchange that failed by the network alone. Times, attempts and notes do not count. \
            Sessions have at most \(ExchangeFingerprints.most) exchanges each. Exit status 4 when an answer differs or \
            only one of them has it.
            """,
        examples: ["session diff before.jsonl after.jsonl"],
        arguments: [left, right],
        options: [ReportFileOptions.report],
        groups: [SharedOptions.reporting]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        try context.output.gathering { () throws(Failure) in try write(arguments, in: context) }
    }

    private static func write(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let (left, right) = (arguments.first(left) ?? "", arguments.first(right) ?? "")
        var subject = ReportSubject("session diff", title: "\(left) and \(right)")
        subject.sides = ("A: \(left)", "B: \(right)")
        subject.words.outcomes[0] = "the same"
        subject.words.allSame = "the same"
        let reports = try context.beginReports(arguments, subject)
        var comparison = try SessionComparison(left, right, context.observer)
        var same = 0
        while let difference = try comparison.next() {
            try reports.addSame(comparison.summary.same - same, suite: left)
            same = comparison.summary.same
            if !reports.isEmpty, let result = SessionCase.difference(difference, in: left) { try reports.add(result) }
            context.output.put(difference)
            if context.output.isClosed { return .mismatch }
        }
        try reports.addSame(comparison.summary.same - same, suite: left)
        try reports.finish()
        context.output.put(comparison.summary)
        return comparison.summary.isSame ? .ok : .mismatch
    }
}
