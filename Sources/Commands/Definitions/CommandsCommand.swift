import CommandSpec
import Operations
import Rendering
import ShellLanguage
import Texts

/// `commands`
enum CommandsCommand: BuiltInCommand {
    static let name = "commands"

    static let specification = CommandSpecification(
        name,
        "List the commands of your own, and where they are defined.",
        usage: "commands [NAME ...]",
        discussion: """
            They come from scripts and the rc file, from files that --commands, IPCSH_COMMANDS or 'commands =' in the \
            configuration name, and from ~/.config/ipcsh/commands/*.ipcsh. 'help define' says how one is written.
            """,
        arguments: [names],
        groups: [SharedOptions.reporting]
    )

    private static let names = Argument("name", .any, "Only those that begin with this word.")

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let words = arguments.words
        for word in words where !context.state.definitions.names.contains(word) {
            let suggestion = Suggestion.text(for: word, among: context.state.definitions.names)
            throw .usage("commands: no command of your own begins with '\(word)'\(suggestion)")
        }
        let shown = context.state.definitions.all.filter { words.isEmpty || words.contains($0.words[0]) }
        if shown.isEmpty, !context.settings.json {
            context.output.notice("ipcsh: there are no commands of your own ('help define' says how to make one)")
        }
        context.output.put(DefinitionsReport(shown))
        return .ok
    }
}
