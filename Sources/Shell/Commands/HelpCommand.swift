import ArgumentParser
import Texts

/// `help [COMMAND]`
struct HelpCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: "List the commands, or explain one.",
        usage: "help [COMMAND | keys | variables | protocol | settings]"
    )

    @Argument(
        help: "A command and a sub-command of it, or a topic.",
        completion: .list(HelpTopic.allCases.map(\.rawValue))
    )
    var command: [String] = []

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        guard !command.isEmpty else {
            for group in CommandTable.groups {
                context.console.line("\(group.title):", key: "help")
                for type in group.commands {
                    context.console.line("  \(Self.padded(type.name))\(type.configuration.abstract)", key: "help")
                }
            }
            context.console.line("Topics:", key: "help")
            for topic in HelpTopic.allCases {
                context.console.line("  \(Self.padded(topic.rawValue))\(topic.abstract)", key: "help")
            }
            context.console.line("'help COMMAND' or 'help TOPIC' explains one.", key: "help")
            return .ok
        }
        if command.count == 1, let topic = HelpTopic(rawValue: command[0]) {
            context.console.line(topic.text, key: "help")
            return .ok
        }
        if command.count == 1, CommandTable.lookUp(command[0]) == nil {
            let names = CommandTable.names + HelpTopic.allCases.map(\.rawValue)
            let suggestion = Suggestion.text(for: command[0], among: names)
            throw .usage("no help on '\(command[0])'\(suggestion) ('help' lists all)")
        }
        let type = try CommandTable.command(named: command)
        context.console.line(CommandParser.help(for: type), key: "help")
        return .ok
    }

    private static func padded(_ name: String) -> String {
        name + String(repeating: " ", count: max(1, 13 - name.count))
    }
}
