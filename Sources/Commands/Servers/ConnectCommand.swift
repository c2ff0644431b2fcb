import CommandSpec
import IPCClient
import IPCFraming
import Operations
import Texts

/// `connect [ENDPOINT] [--keep-alive]`
enum ConnectCommand: BuiltInCommand {
    static let name = "connect"

    private static let endpoint = Argument(
        .endpoint,
        .optional,
        "HOST, HOST:PORT, [v6]:PORT, unix:/path or ws://HOST:PORT (default: localhost:7000)."
    )
    private static let keepAlive = Flag(
        "--keep-alive",
        "Open a connection now and use it for all exchanges (the server's telnet mode)."
    )

    static let specification = CommandSpecification(
        name,
        "Choose the server.",
        usage: "connect [ENDPOINT] [--keep-alive]",
        discussion: """
            Without --keep-alive every exchange makes a connection of its own, and nothing is sent now: the server \
            answers one connection at a time, and one that asks nothing would be a request to it. \
            A WebSocket server has one connection for all exchanges, which the first one opens.
            """,
        examples: ["connect winbox:7000", "connect ws://winbox:40010"],
        arguments: [endpoint],
        options: [keepAlive]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let endpoint = arguments.first(endpoint)
        let keepAlive = arguments[keepAlive]
        context.settings.policy.mode = keepAlive ? .keepAlive : .oneShot
        context.settings.note(.keepAlive, from: .command("connect"))
        if endpoint != nil || context.settings.endpoint == nil {
            context.settings.endpoint = endpoint ?? .vendorDefault
            context.settings.note(.to, from: .command("connect"))
        }
        guard keepAlive, !context.settings.isDryRun else { return .ok }
        let client = try context.exchanger.currentClient()
        do throws(ExchangeError) {
            try client.connect()
        } catch {
            throw Failure(error.code == .cancelled ? .interrupted : .exchangeFailed, Diagnostics.message(error))
        }
        return .ok
    }
}
