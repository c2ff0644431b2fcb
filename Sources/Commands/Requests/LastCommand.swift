import CommandSpec
import IPCClient
import IPCFraming
import Operations
import Rendering
import Texts

/// `last`
enum LastCommand: BuiltInCommand {
    static let name = "last"
    private static let pretty = Flag("--pretty", "Objects and lists over several lines, indented.")
    private static let json = Flag("--json", "As a line of a session file.")

    static let specification = CommandSpecification(
        name,
        "Show the last exchange again.",
        usage: "last [--pretty | --json]",
        discussion: """
            --pretty spreads JSON, and what the server prints of a request that it does not know, over indented lines.
            """,
        examples: ["last --pretty"],
        options: [pretty, json]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let pretty = arguments[pretty]
        guard let exchange = context.exchanger.lastExchange else { throw .usage("last: there was no exchange yet") }
        if arguments[json] || context.settings.json {
            context.output.bytes(exchange.jsonLine(number: context.exchanger.tally.total))
            return .ok
        }
        func shown(_ bytes: [UInt8]) -> [UInt8] {
            pretty ? Array(IndentedText.of(String(decoding: bytes, as: UTF8.self)).utf8) : bytes
        }
        context.output.text(String(decoding: shown(exchange.request.bytes), as: UTF8.self))
        if let response = exchange.response { context.output.response(shown(response.bytes), time: nil) }
        if let failure = exchange.failure { context.output.line(Diagnostics.message(failure)) }
        return .ok
    }
}
