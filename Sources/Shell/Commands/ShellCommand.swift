import ArgumentParser
import Texts

/// A command, declared once for the system's shell and ours: its options, its help, and what it does.
///
/// What not all commands have is asked for here, too, and not by casts to further protocols: the first cast in a process
/// searches all of its types.
protocol ShellCommand: ParsableCommand {
    /// The options that exchange-making commands share; `nil` for the others.
    var sharedOptions: SharedOptions? { get }

    /// Whether patterns among its words stand for local files.
    static var expandsPatterns: Bool { get }

    /// Whether it takes the rest of its line as it is.
    static var takesRawText: Bool { get }

    /// The commands below it, one of which its first word names: `session list`.
    static var subcommands: [any ShellCommand.Type] { get }

    /// What users type: `image`, `session list`.
    static var fullName: String { get }
    /// Whether it looks at what the server answered: an error right before it is judged then.
    static var judgesResponse: Bool { get }

    /// The command of plain words, without swift-argument-parser; `nil` when that has to be asked.
    static func parseQuickly(_ words: [String]) -> Self?

    /// Does what the command of these plain words would do, without making it.
    ///
    /// - Returns: `nil` when it takes a command to do it; nothing was done then.
    static func performQuickly(_ words: [String], in context: ShellContext) throws(Failure) -> ExitStatus?

    /// Looks at values that can be judged before anything runs.
    ///
    /// - Throws: ``Failure`` as ``perform(in:)`` would.
    func check() throws(Failure)

    /// Does it.
    ///
    /// - Returns: the status for `$?`, and for the system if this is the last command.
    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus
}

extension ShellCommand {
    static var name: String { configuration.commandName ?? _commandName }

    var sharedOptions: SharedOptions? { nil }
    static var expandsPatterns: Bool { false }
    static var takesRawText: Bool { false }
    static var subcommands: [any ShellCommand.Type] { [] }
    static var fullName: String { name }
    static var judgesResponse: Bool { false }
    func check() throws(Failure) {}
    static func parseQuickly(_ words: [String]) -> Self? { nil }
    static func performQuickly(_ words: [String], in context: ShellContext) throws(Failure) -> ExitStatus? { nil }
}

/// A command that makes exchanges, with the options that all of these share.
protocol SharingCommand: ShellCommand {
    var shared: SharedOptions { get set }
}

extension SharingCommand {
    var sharedOptions: SharedOptions? { shared }

    func check() throws(Failure) {
        if shared.isUsed { try shared.check() }
    }
}
