import ArgumentParser
import Texts

/// `quit [STATUS]`
struct QuitCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "quit",
        abstract: "Leave the shell, or end the script.",
        usage: "quit [STATUS]",
        discussion: """
            Without a number the program ends with the status of the first command that failed, or 0.

            Example: exit 5
            """,
        aliases: ["exit"]
    )

    @Argument(help: "The exit status, 0 to 255.")
    var status: UInt8?

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        context.quitStatus = ExitStatus(rawValue: Int32(status ?? 0))
        context.quitStatusIsGiven = status != nil
        return .ok
    }
}
