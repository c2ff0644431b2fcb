import ArgumentParser
import IPCClient
import IPCFraming

/// `last`
struct LastCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "last",
        abstract: "Show the last exchange again."
    )

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        guard let exchange = context.lastExchange else { throw .usage("last: there was no exchange yet") }
        if context.settings.json {
            context.console.bytes(context.jsonLine(exchange))
            return .ok
        }
        context.console.text(String(decoding: exchange.request.bytes, as: UTF8.self))
        if let response = exchange.response { context.console.response(response.bytes) }
        if let failure = exchange.failure { context.console.line(Diagnostics.message(failure)) }
        return .ok
    }
}
