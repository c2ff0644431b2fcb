import ArgumentParser
import Operations
import Texts

/// `disconnect`
struct DisconnectCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "disconnect",
        abstract: "Close the connection, if one is open, and choose no server."
    )

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        context.exchanger.disconnect()
        return .ok
    }
}
