import ArgumentParser
import IPCClient
import IPCFraming
import Operations
import Texts

/// `abort`
struct AbortCommand: SharingCommand {
    static let configuration = CommandConfiguration(
        commandName: "abort",
        abstract: "Stop the server: send Ctrl-Z (0x1A) alone.",
        usage: "abort [--yes]",
        discussion: """
            The vendor's server then has to be started again by a person. The interactive shell asks first; elsewhere \
            --yes must be given.
            """
    )

    @Flag(help: "Yes, stop it.")
    var yes = false

    @OptionGroup(title: "Shared options") var shared: SharedOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        guard yes || context.lineSource?.confirms("Stop the server, until a person starts it again?") == true else {
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
