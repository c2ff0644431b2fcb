import CommandSpec
import ShellLanguage
import Texts

/// A command that a definition of the user's makes at run time.
protocol UserCommand: Sendable {
    /// The last word of its name.
    var name: String { get }
    var traits: CommandTraits { get }
    var definition: Definition { get }
    var specification: CommandSpecification { get }

    /// The variables that a call begins with.
    func frame(_ arguments: ParsedArguments) -> CallFrame
    /// Does it; see ``BuiltInCommand/run(_:in:)``.
    func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus
}
