import ArgumentParser
import IPCClient
import IPCFraming
import Operations
import Texts

/// `connect [ENDPOINT] [--keep-alive]`
struct ConnectCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect",
        abstract: "Choose the server.",
        usage: "connect [ENDPOINT] [--keep-alive]",
        discussion: """
            Without --keep-alive every exchange makes a connection of its own, and nothing is sent now: the server \
            answers one connection at a time, and one that asks nothing would be a request to it.

            Example: connect winbox:7000
            """
    )

    @Argument(help: "HOST, HOST:PORT, [v6]:PORT or unix:/path (default: localhost:7000).")
    var endpoint: String?

    @Flag(help: "Open a connection now and use it for all exchanges (the server's telnet mode).")
    var keepAlive = false

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        let endpoint = try endpoint.map { (text) throws(Failure) in try Setting.endpoint(text) }
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
