import CommandSpec
import IPCClient
import IPCFraming
import Operations
import Rendering
import Texts

/// `ping [TEXT]`
enum PingCommand: BuiltInCommand {
    static let name = "ping"
    private static let text = Argument("text", .any, "What the server gives back, 125 bytes at the most.")

    static let specification = CommandSpecification(
        name,
        "Ask a WebSocket server for a sign of life.",
        usage: "ping [TEXT]",
        discussion: """
            It is no request: nothing is imported and nothing recorded. The vendor's server answers between two \
            requests.
            """,
        examples: ["ping --to ws://winbox:40010"],
        arguments: [text],
        groups: [SharedOptions.group]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let payload = Array(arguments.words.joined(separator: " ").utf8)
        guard payload.count <= WebSocketFrame.longestControl else {
            throw .usage("ping: a ping has \(WebSocketFrame.longestControl) bytes at the most, not \(payload.count)")
        }
        if context.settings.isDryRun { return .ok }
        let client = try context.webSocketClient(for: name)
        do throws(ExchangeError) {
            let time = try client.ping(payload)
            // To a tenth of a millisecond.
            let tenths = max(1, Int64((time / .milliseconds(0.1)).rounded()))
            context.output.line("pong after \(DurationText.text(.microseconds(tenths * 100)))", key: "ping")
        } catch {
            throw Failure(error.code == .cancelled ? .interrupted : .exchangeFailed, Diagnostics.message(error))
        }
        return .ok
    }
}

extension CommandContext {
    /// - Parameter command: what asks.
    /// - Throws: ``Failure`` when the server that is chosen is no WebSocket server.
    func webSocketClient(for command: String) throws(Failure) -> Client {
        let client = try exchanger.currentClient()
        guard client.endpoint.isWebSocket else {
            throw .usage(
                "\(command): it is for a WebSocket server (ws://HOST:PORT); \(client.endpoint) is a socket server"
            )
        }
        return client
    }
}
