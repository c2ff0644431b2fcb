import CommandSpec
import Texts

/// All commands, in the groups of `help`.
enum CommandTable {
    struct Group {
        var title: String
        var commands: [Command]
    }

    static let groups = [
        Group(
            title: "Requests",
            commands: [
                Command(ImageCommand.self), Command(ElementsCommand.self), Command(RawCommand.self),
                Command(EditCommand.self), Command(AbortCommand.self),
            ]
        ),
        Group(
            title: "Connection",
            commands: [Command(ConnectCommand.self), Command(DisconnectCommand.self), Command(StatusCommand.self)]
        ),
        Group(
            title: "Sessions",
            commands: [
                Command(RecordCommand.self), Command(ReplayCommand.self), Command(TestCommand.self),
                Command(SessionCommand.self),
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
                Command(UnaliasCommand.self), Command(SourceCommand.self), Command(EchoCommand.self),
                Command(SleepCommand.self), Command(TimingCommand.self), Command(HistoryCommand.self),
                Command(SystemCommand.self), Command(HelpCommand.self), Command(CompletionsCommand.self),
                Command(ManCommand.self), Command(QuitCommand.self),
            ]
        ),
    ]

    static let all = groups.flatMap(\.commands)

    /// The names, aliases too.
    static let names = all.flatMap { [$0.name] + $0.otherNames }

    /// The names of the commands that take the rest of their line as it is.
    static let rawTextNames = Set(all.filter { $0.traits.contains(.takesRawText) }.map(\.name))

    /// Whether a name only stands within a block. To complete it would cost `el`, for `elements`, its completion.
    static func isInnerKeyword(_ name: String) -> Bool {
        ["else", "end", "break", "continue"].contains(name)
    }

    static func lookUp(_ name: String) -> Command? {
        all.first { $0.name == name || $0.otherNames.contains(name) }
    }

    /// The specification of a command, or of one below it, of which each word must name one.
    ///
    /// - Throws: ``Failure`` with a suggestion when one does not.
    static func specification(named words: [String]) throws(Failure) -> CommandSpecification {
        guard let first = words.first, let command = lookUp(first) else {
            let name = words.first ?? ""
            throw .usage("unknown command '\(name)'\(Suggestion.text(for: name, among: names))")
        }
        let (specification, rest) = command.specification.descend(words.dropFirst())
        if let word = rest.first { throw unknown(word, below: specification) }
        return specification
    }

    /// What is wrong with a word that should name a sub-command.
    static func unknown(_ word: String, below specification: CommandSpecification) -> Failure {
        let names = specification.subcommands.map(\.lastName)
        let known = names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
        let suggestion = Suggestion.text(for: word, among: names)
        return .usage("\(specification.name): unknown sub-command '\(word)'\(suggestion.isEmpty ? known : suggestion)")
    }
}
