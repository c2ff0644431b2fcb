import ArgumentParser

/// `help [COMMAND]`
struct HelpCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: "List the commands, or explain one.",
        usage: "help [COMMAND]"
    )

    @Argument(help: "A command, and a sub-command of it.")
    var command: [String] = []

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        guard !command.isEmpty else {
            for group in CommandTable.groups {
                context.console.line("\(group.title):", key: "help")
                for type in group.commands {
                    let padding = String(repeating: " ", count: max(1, 12 - type.name.count))
                    context.console.line("  \(type.name)\(padding)\(type.configuration.abstract)", key: "help")
                }
            }
            context.console.line("'help COMMAND' explains one.", key: "help")
            return .ok
        }
        let type = try CommandTable.command(named: command)
        context.console.line(CommandParser.help(for: type), key: "help")
        return .ok
    }
}
