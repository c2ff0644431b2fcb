import CommandSpec
import Texts

/// How the language treats the words of a command.
struct CommandTraits: OptionSet, Sendable {
    let rawValue: Int

    /// Patterns among its words stand for local files.
    static let expandsPatterns = CommandTraits(rawValue: 1)
    /// It takes the rest of its line as it is.
    static let takesRawText = CommandTraits(rawValue: 2)
    /// It looks at what the server answered: an error right before it is judged then.
    static let judgesResponse = CommandTraits(rawValue: 4)
}

/// A command that comes with the program: one file, which declares it and does it.
protocol BuiltInCommand: SendableMetatype {
    static var name: String { get }
    static var otherNames: [String] { get }
    static var traits: CommandTraits { get }
    static var subcommands: [Command] { get }
    static var specification: CommandSpecification { get }

    /// Does it.
    ///
    /// - Returns: the status for `$?`, and for the system if this is the last command.
    static func run(_ arguments: ParsedArguments, in context: ShellContext) throws(Failure) -> ExitStatus
}

extension BuiltInCommand {
    static var otherNames: [String] { [] }
    static var traits: CommandTraits { [] }
    static var subcommands: [Command] { [] }
}

/// A command: its specification, and what it does.
struct Command: Sendable {
    typealias Run = @Sendable (ParsedArguments, ShellContext) throws(Failure) -> ExitStatus

    let name: String
    let otherNames: [String]
    let traits: CommandTraits
    let subcommands: [Command]
    /// Whether it steers other commands, so that it is in help and does nothing by itself.
    let isKeyword: Bool
    private let makeSpecification: @Sendable () -> CommandSpecification
    private let run: Run

    /// A specification is only made when it is asked for: most calls of the program run one command.
    init<Declared: BuiltInCommand>(_ type: Declared.Type) {
        name = Declared.name
        otherNames = Declared.otherNames
        traits = Declared.traits
        subcommands = Declared.subcommands
        isKeyword = false
        makeSpecification = { Declared.specification }
        run = { arguments, context throws(Failure) in try Declared.run(arguments, in: context) }
    }

    /// A word that steers other commands: it is in help, and does nothing by itself.
    init(keyword: String, specification: @escaping @Sendable @autoclosure () -> CommandSpecification) {
        name = keyword
        otherNames = []
        traits = []
        subcommands = []
        isKeyword = true
        makeSpecification = specification
        run = { _, _ throws(Failure) in throw .usage("'\(keyword)' belongs into a script") }
    }

    var specification: CommandSpecification { makeSpecification() }

    func run(_ arguments: ParsedArguments, in context: ShellContext) throws(Failure) -> ExitStatus {
        try run(arguments, context)
    }

    /// Reads the words behind its name.
    ///
    /// - Parameter rawText: the rest of the line, for a command that takes it as it is.
    /// - Returns: also the command below it that they name, or itself.
    func parse(_ words: [String], rawText: String? = nil) throws(Failure) -> (Command, ParsedCommand) {
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
    func check(_ words: [String?], rawText: String? = nil) throws(Failure) {
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
            throw CommandTable.unknown(word, below: specification)
        }
        return try found.subcommand(words.dropFirst())
    }
}
