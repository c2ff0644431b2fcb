import ArgumentParser

/// `quit`
struct QuitCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "quit",
        abstract: "Leave the shell, or end the script.",
        aliases: ["exit"]
    )

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        context.quitStatus = .ok
        return .ok
    }
}
