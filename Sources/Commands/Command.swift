package import CommandSpec
import ShellLanguage
package import Texts

/// How the language treats the words of a command.
package struct CommandTraits: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Patterns among its words stand for local files.
    package static let expandsPatterns = CommandTraits(rawValue: 1)
    /// It takes the rest of its line as it is.
    package static let takesRawText = CommandTraits(rawValue: 2)
    /// It looks at what the server answered: an error right before it is judged then.
    package static let judgesResponse = CommandTraits(rawValue: 4)
    /// It works whatever is wrong with the configuration.
    package static let needsNoConfiguration = CommandTraits(rawValue: 8)
    /// JSON with names in it stands behind its options.
    package static let takesTemplate = CommandTraits(rawValue: 16)
}

/// A command that comes with the program: one file, which declares it and does it.
package protocol BuiltInCommand: SendableMetatype {
    static var name: String { get }
    static var otherNames: [String] { get }
    static var traits: CommandTraits { get }
    static var subcommands: [Command] { get }
    static var specification: CommandSpecification { get }

    /// Does it.
    ///
    /// - Returns: the status for `$?`, and for the system if this is the last command.
    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus
}

extension BuiltInCommand {
    package static var otherNames: [String] { [] }
    package static var traits: CommandTraits { [] }
    package static var subcommands: [Command] { [] }
}

/// A command: its specification, and what it does.
package struct Command: Sendable {
    package typealias Run = @Sendable (ParsedArguments, CommandContext) throws(Failure) -> ExitStatus

    package let name: String
    package let otherNames: [String]
    package let traits: CommandTraits
    package let subcommands: [Command]
    /// Whether it steers other commands, so that it is in help and does nothing by itself.
    package let isKeyword: Bool
    /// The user's command that it is, if it is one.
    let defined: (any UserCommand)?
    private let makeSpecification: @Sendable () -> CommandSpecification
    private let run: Run

    /// A specification is only made when it is asked for: most calls of the program run one command.
    package init<Declared: BuiltInCommand>(_ type: Declared.Type) {
        name = Declared.name
        otherNames = Declared.otherNames
        traits = Declared.traits
        subcommands = Declared.subcommands
        isKeyword = false
        defined = nil
        makeSpecification = { Declared.specification }
        run = { arguments, context throws(Failure) in try Declared.run(arguments, in: context) }
    }

    /// A command of the user's.
    init(_ defined: any UserCommand) {
        name = defined.name
        otherNames = []
        traits = defined.traits
        subcommands = []
        isKeyword = false
        self.defined = defined
        makeSpecification = { defined.specification }
        run = { arguments, context throws(Failure) in try defined.run(arguments, in: context) }
    }

    /// A command that only has others below it.
    ///
    /// - Parameter name: with the commands above it.
    init(group name: String, _ commands: [Command]) {
        self.name = name.split(separator: " ").last.map(String.init) ?? name
        otherNames = []
        traits = commands.contains { $0.traits.contains(.expandsPatterns) } ? .expandsPatterns : []
        subcommands = commands
        isKeyword = false
        defined = nil
        makeSpecification = {
            CommandSpecification(
                name,
                "Commands of your own.",
                usage: "\(name) \(commands.map(\.name).joined(separator: " | ")) ...",
                subcommands: commands.map(\.specification)
            )
        }
        run = { arguments, _ throws(Failure) in throw arguments.specification.failure("a command is missing") }
    }

    /// A word that steers other commands: it is in help, and does nothing by itself.
    package init(keyword: String, specification: @escaping @Sendable @autoclosure () -> CommandSpecification) {
        name = keyword
        otherNames = []
        traits = []
        subcommands = []
        isKeyword = true
        defined = nil
        makeSpecification = specification
        run = { _, _ throws(Failure) in throw .usage("'\(keyword)' belongs into a script") }
    }

    package var specification: CommandSpecification { makeSpecification() }

    package func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        try run(arguments, context)
    }

    /// Reads the words behind its name.
    ///
    /// - Parameter rawText: the rest of the line, for a command that takes it as it is.
    /// - Returns: also the command below it that they name, or itself.
    package func parse(_ words: [String], rawText: String? = nil) throws(Failure) -> (Command, ParsedCommand) {
        if let rawText, traits.contains(.takesRawText) { return (self, try specification.parse(rawText: rawText)) }
        if subcommands.isEmpty { return (self, try specification.parse(words)) }
        let (command, rest) = try subcommand(words.map { $0 }[...])
        guard let command else { return (self, .help(specification)) }
        return (command, try command.specification.parse(rest.compactMap(\.self)))
    }

    /// Looks at words before anything runs.
    ///
    /// - Parameter words: `nil` for those that only the run will tell.
    /// - Throws: ``Failure`` as ``run(_:in:)`` would.
    package func check(_ words: [String?], rawText: String? = nil) throws(Failure) {
        if let rawText, traits.contains(.takesRawText) {
            try specification.check(specification.rawWords(rawText))
            return
        }
        if subcommands.isEmpty {
            try specification.check(words)
            return
        }
        let (command, rest) = try subcommand(words[...])
        try command?.specification.check(Array(rest))
    }

    /// The command that the first words name.
    ///
    /// - Returns: `nil` when only help was asked for.
    private func subcommand(_ words: ArraySlice<String?>) throws(Failure) -> (Command?, ArraySlice<String?>) {
        if subcommands.isEmpty { return (self, words) }
        guard let first = words.first, let word = first, !["-h", "--help"].contains(word) else { return (nil, []) }
        if word == "help" {
            guard let named = words.dropFirst().first else { return (nil, []) }
            let command = try subcommand([named]).0
            return (command, ["--help"])
        }
        guard let found = subcommands.first(where: { $0.name == word }) else {
            throw specification.unknownSubcommand(word)
        }
        return try found.subcommand(words.dropFirst())
    }
}

extension Command: LanguageCommand {
    package var expandsPatterns: Bool { traits.contains(.expandsPatterns) }
    package var takesRawText: Bool { traits.contains(.takesRawText) }
    package var takesTemplate: Bool { traits.contains(.takesTemplate) }
    package var judgesResponse: Bool { traits.contains(.judgesResponse) }
}
