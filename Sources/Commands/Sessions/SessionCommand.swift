import CommandSpec
import Texts

/// `session list|search|show|check|stats|diff|script|export|merge|redact`
enum SessionCommand: BuiltInCommand {
    static let name = "session"
    static let traits: CommandTraits = [.expandsPatterns, .needsNoConfiguration]

    static let subcommands = [
        Command(SessionListCommand.self), Command(SessionSearchCommand.self), Command(SessionShowCommand.self),
        Command(SessionCheckCommand.self),
        Command(SessionStatsCommand.self), Command(SessionDiffCommand.self), Command(SessionScriptCommand.self),
        Command(SessionExportCommand.self), Command(SessionMergeCommand.self), Command(SessionRedactCommand.self),
    ]

    static let specification = CommandSpecification(
        name,
        "Look at recorded sessions, check, repair and merge them.",
        usage: "session list | search | show | check | stats | diff | script | export | merge | redact ...",
        examples: ["session show sessions/tour.jsonl --errors-only"],
        subcommands: subcommands.map(\.specification)
    )

    /// Only its sub-commands are ever run.
    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        throw .usage("session: \(specification.usage)")
    }
}
