import CommandSpec
import Manual
import Rendering
import ShellLanguage
import Texts

/// `help [COMMAND | CHAPTER]`, `help --search WORDS`
enum HelpCommand: BuiltInCommand {
    static let name = "help"
    static let traits: CommandTraits = .needsNoConfiguration

    private static let words = Argument(
        "command",
        .any,
        "A command and a sub-command of it, or a chapter of the manual."
    )
    private static let search = Flag("--search", "Look for these words in all that help shows.")

    static let specification = CommandSpecification(
        name,
        "List the commands, explain one, show a chapter of the manual, or look for words.",
        usage: "help [COMMAND | CHAPTER] | --search WORD ...",
        examples: ["help --search path with blanks"],
        arguments: [words],
        options: [search],
        completes: { words in
            guard let first = words.first else { return .either([.names(.topics), .names(.commands)]) }
            return .list(CommandTable.lookUp(first)?.subcommands.map(\.name) ?? [])
        }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let words = arguments.words
        if arguments[search] {
            try find(words.joined(separator: " "), context)
            return .ok
        }
        guard let first = words.first else {
            for line in overview(context.state.definitions) { context.output.line(line, key: "help") }
            return .ok
        }
        if words.count == 1, context.command(named: first) == nil {
            show(try chapter(first, context), in: context)
            return .ok
        }
        let text = HelpText(context.output.textStyle).text(
            try CommandTable.specification(named: words, context.command, among: context.commandNames)
        )
        context.output.line(([text] + pointers(first)).joined(separator: "\n"), key: "help")
        return .ok
    }

    private static func chapter(_ name: String, _ context: CommandContext) throws(Failure) -> Chapter {
        if let chapter = Chapter.named(name) { return chapter }
        let suggestion = Suggestion.text(for: name, among: context.commandNames + Chapter.names)
        // Where no name is near, it may be a word of the text.
        let search = suggestion.isEmpty ? ", 'help --search \(name)' looks for it" : ""
        throw .usage("no help on '\(name)'\(suggestion) ('help' lists all\(search))")
    }

    /// Through a pager, where it is longer than the screen.
    static func show(_ chapter: Chapter, in context: CommandContext) {
        let text = ManualText(context.output.textStyle)
        let lines = text.lines(title: chapter.title, ManualInsert.filled(chapter.blocks))
        if context.output.isJSON {
            context.output.line(lines.joined(separator: "\n"), key: "help")
            return
        }
        let output = context.output.paged(true)
        for line in lines { output.line(line) }
        output.finish()
    }

    private static func find(_ question: String, _ context: CommandContext) throws(Failure) {
        guard !question.isEmpty else { throw specification.failure("what to look for is missing") }
        let hits = ManualSearch(HelpIndex.entries).hits(question)
        guard !hits.isEmpty else { throw .usage("help says nothing about '\(question)' ('help' lists all)") }
        for hit in hits {
            let title = hit.entry.title.isEmpty ? "" : ": \(hit.entry.title)"
            context.output.line(
                "help \(hit.entry.topic)\(title)\n    \(hit.line.prefix(90))",
                key: "help"
            )
        }
    }

    /// The chapters that say more on a command.
    private static func pointers(_ command: String) -> [String] {
        let names = Chapter.all.filter { $0.commands.contains(command) }.map { "'help \($0.name)'" }
        return names.isEmpty ? [] : ["", "More: \(names.joined(separator: ", "))"]
    }

    /// The commands in their groups, and the chapters.
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
        lines.append("Chapters of the manual:")
        lines += chapters
        return lines + [
            "'help COMMAND' or 'help CHAPTER' explains one; 'help --search WORDS' finds what answers a question."
        ]
    }

    /// A line for each chapter.
    static var chapters: [String] { Chapter.all.map { line($0.name, $0.about) } }

    private static func line(_ name: String, _ summary: String) -> String {
        "  \(name)\(String(repeating: " ", count: max(1, 13 - name.count)))\(summary)"
    }
}
