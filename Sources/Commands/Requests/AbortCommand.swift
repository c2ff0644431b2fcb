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
        "Stop the server: send Ctrl-Z (0x1A) alone, or 'quit' over a WebSocket.",
        usage: "abort [--yes]",
        discussion: """
            The vendor's socket server then has to be started again by a person. Its WebSocket server is sent 'quit': \
            the example closes the connection and goes on, the template ends. The interactive shell asks first; elsewhere \
            --yes must be given.
            """,
        options: [yes],
        groups: [SharedOptions.group]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        // Which of the vendor's WebSocket servers it is, nothing tells.
        let isWebSocket = context.settings.endpoint?.isWebSocket == true
        let effect =
            isWebSocket
            ? "stops a server that was built on the vendor's template"
            : "stops the server until a person starts it again"
        let question =
            isWebSocket
            ? "Send 'quit', which \(effect)?" : "Stop the server, until a person starts it again?"
        guard arguments[yes] || context.host.confirms(question) else {
            throw .usage("abort: this \(effect); --yes does it")
        }
        let (exchange, recordingFailure) = try context.exchanger.perform(RequestFrame([], ending: .abort))
        // A server that stops does not answer.
        if let failure = exchange.failure, failure.code != .closedWithoutResponse {
            throw Failure(failure.code == .cancelled ? .interrupted : .exchangeFailed, Diagnostics.message(failure))
        }
        if isWebSocket, !context.settings.isDryRun {
            context.show(exchange)
            context.exchanger.tellWhatCameBehind()
            let close = exchange.close.map { "the server closed the connection (\($0.inWords))" }
            context.observer.notice("ipcsh: \(close ?? "the connection stays open")")
        }
        if let recordingFailure { throw recordingFailure }
        return .ok
    }
}
