import ArgumentParser
import IPCClient
import IPCFraming
import Operations
import Rendering
import Texts

/// `last`
struct LastCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "last",
        abstract: "Show the last exchange again.",
        usage: "last [--pretty | --json]",
        discussion: """
            --pretty spreads JSON, and what the server prints of a request that it does not know, over indented lines.

            Example: last --pretty
            """
    )

    @Flag(help: "Objects and lists over several lines, indented.")
    var pretty = false

    @Flag(help: "As a line of a session file.")
    var json = false

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        guard let exchange = context.exchanger.lastExchange else { throw .usage("last: there was no exchange yet") }
        if json || context.settings.json {
            context.console.bytes(exchange.jsonLine(number: context.exchanger.tally.total))
            return .ok
        }
        func shown(_ bytes: [UInt8]) -> [UInt8] {
            pretty ? Array(IndentedText.of(String(decoding: bytes, as: UTF8.self)).utf8) : bytes
        }
        context.console.text(String(decoding: shown(exchange.request.bytes), as: UTF8.self))
        if let response = exchange.response { context.console.response(shown(response.bytes)) }
        if let failure = exchange.failure { context.console.line(Diagnostics.message(failure)) }
        return .ok
    }
}
