import ArgumentParser

/// `session check ...`
struct SessionCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "session",
        abstract: "Work with session files.",
        usage: "session check FILE ...",
        discussion: SessionCheckCommand.configuration.discussion
    )

    @Argument(parsing: .captureForPassthrough, help: "check, and what it takes.")
    var words: [String] = []

    static var expandsPatterns: Bool { true }

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        guard words.first == "check" else { throw .usage("session: 'check' is what there is") }
        switch try CommandParser.parse(SessionCheckCommand.self, Array(words.dropFirst())) {
        case .help(let text):
            context.console.line(text)
            return .ok
        case .command(var command):
            return try command.perform(in: context)
        }
    }
}
