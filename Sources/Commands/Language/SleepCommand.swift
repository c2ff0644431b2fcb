import CommandSpec
import Operations
import Texts

/// `sleep TIME`
enum SleepCommand: BuiltInCommand {
    static let name = "sleep"
    private static let time = Argument(.duration(), "How long.")

    static let specification = CommandSpecification(
        name,
        "Wait: 500ms, 2s, 1m.",
        usage: "sleep TIME",
        arguments: [time]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        if context.settings.isDryRun || context.host.wait(arguments.first(time) ?? .zero) { return .ok }
        throw Failure(.interrupted)
    }
}
