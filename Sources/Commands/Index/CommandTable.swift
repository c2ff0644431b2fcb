package import CommandSpec
import Operations
package import ShellLanguage
package import Texts

/// All commands, in the groups of `help`.
package struct CommandTable: CommandCatalog {
    package struct Group: Sendable {
        package var title: String
        package var commands: [Command]
    }

    package static let groups = [
        Group(
            title: "Requests",
            commands: [
                Command(ImageCommand.self), Command(ElementsCommand.self), Command(RawCommand.self),
                Command(RequestCommand.self), Command(ReceiveCommand.self), Command(EditCommand.self),
                Command(AbortCommand.self),
            ]
        ),
        Group(
            title: "Connection",
            commands: [
                Command(ConnectCommand.self), Command(DisconnectCommand.self), Command(StatusCommand.self),
                Command(PingCommand.self), Command(CloseCommand.self),
            ]
        ),
        Group(
            title: "Sessions",
            commands: [
                Command(RecordCommand.self), Command(ReplayCommand.self), Command(TestCommand.self),
                Command(SessionCommand.self), Command(LearnCommand.self), Command(ReportCommand.self),
            ]
        ),
        Group(
            title: "Checks",
            commands: [
                Command(ExpectCommand.self), Command(CaptureCommand.self), Command(FailCommand.self),
                Command(LastCommand.self), Command(BenchCommand.self),
            ]
        ),
        Group(title: "Mock server and proxy", commands: [Command(MockCommand.self), Command(ProxyCommand.self)]),
        Group(title: "Blocks", commands: KeywordHelp.commands),
        Group(
            title: "Shell",
            commands: [
                Command(SetCommand.self), Command(UnsetCommand.self), Command(AliasCommand.self),
                Command(UnaliasCommand.self), Command(CommandsCommand.self), Command(SourceCommand.self),
                Command(EchoCommand.self),
                Command(SleepCommand.self), Command(TimingCommand.self), Command(HistoryCommand.self),
                Command(SystemCommand.self), Command(HelpCommand.self), Command(CompletionsCommand.self),
                Command(ManualCommand.self), Command(ManCommand.self), Command(QuitCommand.self),
            ]
        ),
    ]

    package static let all = groups.flatMap(\.commands)

    /// The names, aliases too.
    package static let names = all.flatMap { [$0.name] + $0.otherNames }

    /// The names of the commands that take the rest of their line as it is.
    package static let rawTextNames = Set(all.filter { $0.traits.contains(.takesRawText) }.map(\.name))

    /// Whether a name only stands within a block. To complete it would cost `el`, for `elements`, its completion.
    package static func isInnerKeyword(_ name: String) -> Bool {
        ["else", "end", "break", "continue"].contains(name)
    }

    package static func lookUp(_ name: String) -> Command? {
        all.first { $0.name == name || $0.otherNames.contains(name) }
    }

    /// The specification of a command, or of one below it, of which each word must name one.
    ///
    /// - Parameters:
    ///   - lookUp: the command of a name.
    ///   - names: the names that there are.
    /// - Throws: ``Failure`` with a suggestion when one does not.
    package static func specification(
        named words: [String],
        _ lookUp: (String) -> Command? = lookUp,
        among names: @autoclosure () -> [String] = names
    ) throws(Failure) -> CommandSpecification {
        guard let first = words.first, let command = lookUp(first) else {
            let name = words.first ?? ""
            throw .usage("unknown command '\(name)'\(Suggestion.text(for: name, among: names()))")
        }
        let (specification, rest) = command.specification.descend(words.dropFirst())
        if let word = rest.first { throw specification.unknownSubcommand(word) }
        return specification
    }

    // MARK: As the language knows them

    package init() {}

    package func command(named name: String) -> (any LanguageCommand)? { Self.lookUp(name) }
    package var names: [String] { Self.names }
    package var rawTextNames: Set<String> { Self.rawTextNames }

    package func checkResponseTest(_ words: [String]) throws(Failure) {
        _ = try ResponseTest(words)
    }
}
