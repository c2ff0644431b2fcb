import ArgumentParser
import Texts

/// Turns words into commands.
enum CommandParser {
    /// The result of parsing: a command, or the help that was asked for.
    enum Parsed {
        case command(any ShellCommand)
        case help(String)
    }

    /// - Parameters:
    ///   - type: the command.
    ///   - words: its arguments.
    ///   - rawText: the rest of the line, for a command that takes it as it is.
    static func parse(
        _ type: any ShellCommand.Type,
        _ words: [String],
        rawText: String? = nil
    ) throws(Failure) -> Parsed {
        if !type.subcommands.isEmpty { return try parseSubcommand(of: type, words) }
        if let command = parseQuickly(type, words, rawText: rawText) { return .command(command) }
        if let rawText, type.takesRawText { return try parse(type, rawText: rawText) }
        return try parseFully(type, words)
    }

    /// The first word names the sub-command; without one, help is asked for.
    private static func parseSubcommand(of type: any ShellCommand.Type, _ words: [String]) throws(Failure) -> Parsed {
        switch words.first {
        case nil, "-h", "--help":
            return .help(help(for: type))
        case "help":
            return .help(help(for: try CommandTable.command(named: [type.name] + words.dropFirst())))
        case let word?:
            var rest = words[...]
            let found = CommandTable.descend(type, &rest)
            if found == type { throw CommandTable.unknown(word, below: type) }
            return try parse(found, Array(rest))
        }
    }

    /// The command, when it is plain enough to do without swift-argument-parser.
    static func parseQuickly(
        _ type: any ShellCommand.Type,
        _ words: [String],
        rawText: String? = nil
    ) -> (any ShellCommand)? {
        guard let rawText, type.takesRawText else { return type.parseQuickly(words) }
        return rawText.isEmpty ? nil : type.parseQuickly([rawText])
    }

    /// The options stand first; what follows them is the text, untouched.
    private static func parse(_ type: any ShellCommand.Type, rawText line: String) throws(Failure) -> Parsed {
        var rest = line[...]
        var options: [String] = []
        while rest.hasPrefix("--") {
            let option = rest.prefix { $0 != " " }
            rest = rest.dropFirst(option.count).drop { $0 == " " }
            options.append(String(option))
            guard takesValue(String(option), type), !rest.isEmpty else { continue }
            let value = rest.prefix { $0 != " " }
            rest = rest.dropFirst(value.count).drop { $0 == " " }
            options.append(String(value))
        }
        if rest == "-h" { return try parseFully(type, ["--help"]) }
        return try parseFully(type, rest.isEmpty ? options : options + ["--", String(rest)])
    }

    private static func takesValue(_ option: String, _ type: any ShellCommand.Type) -> Bool {
        CommandDeclaration(of: type).option(option)?.kind == .option
    }

    static func parseFully(_ type: any ShellCommand.Type, _ words: [String]) throws(Failure) -> Parsed {
        do {
            return .command(try type.parse(words))
        } catch {
            if type.exitCode(for: error) == .success { return .help(type.fullMessage(for: error)) }
            let reason = type.message(for: error)
            throw .usage("\(type.fullName): \(reason.lowercasedAtStart)  usage: \(usage(of: type))")
        }
    }

    /// All that is known of a command.
    static func help(for type: any ShellCommand.Type) -> String {
        type.helpMessage(columns: 100)
    }

    private static func usage(of type: any ShellCommand.Type) -> String {
        type.configuration.usage ?? type.fullName
    }
}

extension String {
    fileprivate var lowercasedAtStart: String {
        var text = self
        if text.hasSuffix(".") { text.removeLast() }
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
