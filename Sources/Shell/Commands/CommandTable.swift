import ArgumentParser
import Texts

/// All commands, in the groups of `help`.
enum CommandTable {
    struct Group {
        var title: String
        var commands: [any ShellCommand.Type]
    }

    static let groups = [
        Group(
            title: "Requests",
            commands: [
                ImageCommand.self, ElementsCommand.self, RawCommand.self, EditCommand.self, AbortCommand.self,
            ]
        ),
        Group(title: "Connection", commands: [ConnectCommand.self, DisconnectCommand.self, StatusCommand.self]),
        Group(
            title: "Sessions",
            commands: [RecordCommand.self, ReplayCommand.self, TestCommand.self, SessionCommand.self]
        ),
        Group(
            title: "Checks",
            commands: [
                ExpectCommand.self, CaptureCommand.self, FailCommand.self, LastCommand.self, BenchCommand.self,
            ]
        ),
        Group(title: "Mock server and proxy", commands: [MockCommand.self, ProxyCommand.self]),
        Group(
            title: "Blocks",
            commands: [
                IfCommand.self, ElseCommand.self, ForCommand.self, RepeatCommand.self, WatchCommand.self,
                BreakCommand.self, ContinueCommand.self, EndCommand.self,
            ]
        ),
        Group(
            title: "Shell",
            commands: [
                SetCommand.self, UnsetCommand.self, AliasCommand.self, UnaliasCommand.self, SourceCommand.self,
                EchoCommand.self, SleepCommand.self, TimingCommand.self, HistoryCommand.self, SystemCommand.self,
                HelpCommand.self, CompletionsCommand.self, ManCommand.self, QuitCommand.self,
            ]
        ),
    ]

    static let all = groups.flatMap(\.commands)

    /// The names, aliases too.
    static var names: [String] { all.flatMap { [$0.name] + $0.configuration.aliases } }

    /// The names of the commands that take the rest of their line as it is.
    static let rawTextNames = Set(all.filter { $0.takesRawText }.map { $0.name })

    /// Whether a name only stands within a block. To complete it would cost `el`, for `elements`, its completion.
    static func isInnerKeyword(_ name: String) -> Bool {
        ["else", "end", "break", "continue"].contains(name)
    }

    /// One after the other: a table of all names would need all declarations, and most calls want one of the first.
    static func lookUp(_ name: String) -> (any ShellCommand.Type)? {
        all.first { $0.name == name } ?? all.first { $0.configuration.aliases.contains(name) }
    }

    /// - Throws: ``Failure`` with a suggestion when there is no such command.
    static func command(named name: String) throws(Failure) -> any ShellCommand.Type {
        guard let type = lookUp(name) else {
            throw .usage("unknown command '\(name)'\(Suggestion.text(for: name, among: names))")
        }
        return type
    }

    /// The command that a name and the words behind it mean.
    ///
    /// - Parameter words: of them those are dropped that name sub-commands.
    /// - Returns: `type` itself, when it has no sub-command of that name.
    static func descend(_ type: any ShellCommand.Type, _ words: inout ArraySlice<String>) -> any ShellCommand.Type {
        guard let first = words.first, let found = type.subcommands.first(where: { $0.name == first }) else {
            return type
        }
        words.removeFirst()
        return descend(found, &words)
    }

    /// The same for words of which each must name a command.
    ///
    /// - Throws: ``Failure`` with a suggestion when one does not.
    static func command(named words: [String]) throws(Failure) -> any ShellCommand.Type {
        var rest = words[...]
        let type = descend(try command(named: rest.removeFirst()), &rest)
        if let word = rest.first { throw unknown(word, below: type) }
        return type
    }

    /// What is wrong with a word that should name a sub-command.
    static func unknown(_ word: String, below type: any ShellCommand.Type) -> Failure {
        let names = type.subcommands.map { $0.name }
        let known = names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
        let suggestion = Suggestion.text(for: word, among: names)
        return .usage("\(type.fullName): unknown sub-command '\(word)'\(suggestion.isEmpty ? known : suggestion)")
    }
}
