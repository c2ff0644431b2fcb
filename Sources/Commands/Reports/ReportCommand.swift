import CommandSpec
import Texts

/// `report merge`
enum ReportCommand: BuiltInCommand {
    static let name = "report"
    static let traits: CommandTraits = [.expandsPatterns, .needsNoConfiguration]

    static let subcommands = [Command(ReportMergeCommand.self)]

    static let specification = CommandSpecification(
        name,
        "Merge reports of machines that shared the work.",
        usage: "report merge REPORT ... [--report FORM:FILE]",
        examples: ["report merge out/*.json --report html:all.html"],
        subcommands: subcommands.map(\.specification)
    )

    /// Only its sub-commands are ever run.
    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        throw .usage("report: \(specification.usage)")
    }
}
