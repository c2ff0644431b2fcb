import CommandSpec
import Rendering
import ShellLanguage
import Texts

/// `help [COMMAND]`
enum HelpCommand: BuiltInCommand {
    static let name = "help"
    static let traits: CommandTraits = .needsNoConfiguration
    private static let words = Argument("command", .any, "A command and a sub-command of it, or a topic.")

    static let specification = CommandSpecification(
        name,
        "List the commands, or explain one.",
        usage: "help [COMMAND | TOPIC]",
        arguments: [words],
        completes: { words in
            guard let first = words.first else { return .either([.names(.topics), .names(.commands)]) }
            return .list(CommandTable.lookUp(first)?.subcommands.map(\.name) ?? [])
        }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let words = arguments.words
        guard let first = words.first else {
            for line in overview(context.state.definitions) { context.output.line(line, key: "help") }
            return .ok
        }
        if words.count == 1, let topic = HelpTopic(rawValue: first) {
            context.output.line(HelpText(context.output.textStyle).fitted(topic.text), key: "help")
            return .ok
        }
        if words.count == 1, context.command(named: first) == nil {
            let names = context.commandNames + HelpTopic.allCases.map(\.rawValue)
            throw .usage("no help on '\(first)'\(Suggestion.text(for: first, among: names)) ('help' lists all)")
        }
        context.output.line(
            HelpText(context.output.textStyle).text(
                try CommandTable.specification(named: words, context.command, among: context.commandNames)
            ),
            key: "help"
        )
        return .ok
    }

    /// The commands in their groups, and the topics.
    ///
    /// - Parameter definitions: the commands of the user's.
    static func overview(_ definitions: Definitions) -> [String] {
        var lines: [String] = []
        if !definitions.isEmpty {
            lines.append("Your own:")
            lines += definitions.all.map { line($0.name, $0.help.first ?? $0.usage) }
        }
        for group in CommandTable.groups {
            lines.append("\(group.title):")
            lines += group.commands.map { line($0.name, $0.specification.summary) }
        }
        lines.append("Topics:")
        lines += HelpTopic.allCases.map { line($0.rawValue, $0.abstract) }
        return lines + ["'help COMMAND' or 'help TOPIC' explains one."]
    }

    private static func line(_ name: String, _ summary: String) -> String {
        "  \(name)\(String(repeating: " ", count: max(1, 13 - name.count)))\(summary)"
    }
}
