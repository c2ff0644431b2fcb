import CommandSpec
import IPCFraming
import Operations
import Rendering
import Sessions
import ShellLanguage
import Texts

/// `learn SESSION ...`
enum LearnCommand: BuiltInCommand {
    static let name = "learn"
    static let traits: CommandTraits = [.expandsPatterns, .needsNoConfiguration]

    private static let files = Argument(
        "file",
        .oneOrMore,
        "Session files.",
        completion: .files(endings: FileEndings.sessions)
    )

    static let specification = CommandSpecification(
        name,
        "Propose commands of your own from recorded requests.",
        usage: "learn SESSION ... [--only 3-9,12] [--match REGEX] [--skip REGEX]",
        discussion: """
            Requests that are for the same thing become one definition: members that vary become parameters with a type, \
            those that some requests lack become options. The definitions go to stdout, for you to edit: names, help, \
            and what a request seen once leaves open. 'help define' says how they are written.
            """,
        examples: ["learn sessions/*.jsonl > robot.ipcsh"],
        arguments: [files],
        groups: [SelectionOptions.group, OptionGroup("Shared options", [SharedOptions.quiet], isShared: true)]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let selection = SelectionOptions.selection(arguments)
        var learned = LearnedCommands()
        for file in arguments[files] {
            var scan = try SessionScan(file, selection, observer: context.observer)
            while let exchange = try scan.next() {
                learned.learn(exchange.request, answer: exchange.error == nil ? exchange.response?.bytes : nil)
            }
        }
        let definitions = learned.definitions { isTaken($0, context.catalog) }
        for definition in definitions {
            for line in checked(definition, context.catalog) { context.output.line(line) }
            context.output.line("")
        }
        if definitions.isEmpty {
            context.output.notice("ipcsh: there is nothing to learn: no request is a JSON object that no command sends")
        }
        return .ok
    }

    /// Whether a name is a command's, or an option of all commands.
    private static func isTaken(_ name: String, _ catalog: any CommandCatalog) -> Bool {
        catalog.command(named: name) != nil || DefinitionWord(rawValue: name) != nil
            || name == "--help" || SharedOptions.group.options.contains { $0.names.contains(name) }
    }

    /// The lines of a definition; as comments, with the reasons, when it cannot be read back.
    private static func checked(_ definition: LearnedDefinition, _ catalog: any CommandCatalog) -> [String] {
        var scope = Scope(catalog)
        let text = definition.lines.joined(separator: "\n") + "\n"
        let problems = Program.readDefinitions(text, file: definition.name, scope: &scope)
        if problems.isEmpty { return definition.lines }
        return (problems + definition.lines).map { "# \(TerminalText.escaped($0))" }
    }
}
