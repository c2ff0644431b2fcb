import ShellLanguage
import Texts

/// The shell's commands, as its language knows them.
struct ShellCatalog: CommandCatalog {
    /// One of them.
    struct Command: LanguageCommand {
        let type: any ShellCommand.Type

        var name: String { type.name }
        var expandsPatterns: Bool { type.expandsPatterns }
        var takesRawText: Bool { type.takesRawText }
        var judgesResponse: Bool { type.judgesResponse }

        func check(_ words: [String], rawText: String?) throws(Failure) {
            if let command = CommandParser.parseQuickly(type, words, rawText: rawText) {
                // Of names of files nothing is known yet.
                let isPlain = !words.contains(where: QuickParser.isOption)
                if !isPlain || !type.expandsPatterns { try command.check() }
            } else if case .command(let command) = try parsed(words, rawText: rawText) {
                try command.check()
            }
        }

        func parsed(_ words: [String], rawText: String?) throws(Failure) -> CommandParser.Parsed {
            // A keyword gets here only when it is asked what it means.
            if Keyword(rawValue: name) != nil { return .help(CommandParser.help(for: type)) }
            return try CommandParser.parse(type, words, rawText: rawText)
        }

        /// Does what these words ask for.
        ///
        /// - Returns: the command's status, or that of the help that was asked for.
        func perform(_ words: [String], rawText: String?, in context: ShellContext) throws(Failure) -> ExitStatus {
            // Most of a long script are such commands.
            let plain = rawText.map { $0.isEmpty ? [] : [$0] } ?? words
            if !plain.contains(where: QuickParser.isOption) {
                if let status = try type.performQuickly(plain, in: context) { return status }
                if var command = type.parseQuickly(plain) { return try command.perform(in: context) }
            }
            switch try parsed(words, rawText: rawText) {
            case .help(let text):
                context.console.line(text, key: "help")
                return .ok
            case .command(var command):
                guard let shared = command.sharedOptions, shared.isUsed else {
                    return try command.perform(in: context)
                }
                return try context.with(shared) { () throws(Failure) in try command.perform(in: context) }
            }
        }
    }

    func command(named name: String) -> (any LanguageCommand)? {
        CommandTable.lookUp(name).map(Command.init)
    }

    var names: [String] { CommandTable.names }
    var rawTextNames: Set<String> { CommandTable.rawTextNames }

    func checkResponseTest(_ words: [String]) throws(Failure) {
        _ = try ResponseTest(words)
    }
}
