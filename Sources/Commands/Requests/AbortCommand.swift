import CommandSpec
import IPCClient
import IPCFraming
import Operations
import Texts

/// `abort`
enum AbortCommand: BuiltInCommand {
    static let name = "abort"
    private static let yes = Flag("--yes", "Yes, stop it.")

    static let specification = CommandSpecification(
        name,
        "Stop the server: send Ctrl-Z (0x1A) alone.",
        usage: "abort [--yes]",
        discussion: """
            The vendor's server then has to be started again by a person. The interactive shell asks first; elsewhere \
            --yes must be given.
            """,
        options: [yes],
        groups: [SharedOptions.group]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        guard arguments[yes] || context.host.confirms("Stop the server, until a person starts it again?") else {
            throw .usage("abort: this stops the server until a person starts it again; --yes does it")
        }
        let (exchange, recordingFailure) = try context.exchanger.perform(RequestFrame([], ending: .abort))
        // A server that stops does not answer.
        if let failure = exchange.failure, failure.code != .closedWithoutResponse {
            throw Failure(failure.code == .cancelled ? .interrupted : .exchangeFailed, Diagnostics.message(failure))
        }
        if let recordingFailure { throw recordingFailure }
        return .ok
    }
}
