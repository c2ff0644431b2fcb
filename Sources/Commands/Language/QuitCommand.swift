import CommandSpec
import ShellLanguage
import Texts

/// `quit [STATUS]`
enum QuitCommand: BuiltInCommand {
    static let name = "quit"
    static let otherNames = ["exit"]
    private static let status = Argument(.number(0...255, "status"), .optional, "The exit status, 0 to 255.")

    static let specification = CommandSpecification(
        name,
        "Leave the shell, or end the script.",
        usage: "quit [STATUS]",
        discussion: "Without a number the program ends with the status of the first command that failed, or 0.",
        examples: ["exit 5"],
        arguments: [status]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let status = arguments.first(status)
        context.state.quitStatus = ExitStatus(rawValue: Int32(status ?? 0))
        context.state.quitStatusIsGiven = status != nil
        return .ok
    }
}
