import CommandSpec
import Operations
import Texts

/// `disconnect`
enum DisconnectCommand: BuiltInCommand {
    static let name = "disconnect"

    static let specification = CommandSpecification(
        name,
        "Close the connection, if one is open, and choose no server."
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        context.exchanger.disconnect()
        return .ok
    }
}
