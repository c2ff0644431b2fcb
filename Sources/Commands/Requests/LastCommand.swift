import CommandSpec
import IPCClient
import IPCFraming
import InspectProtocol
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
            --pretty spreads JSON, and what the server prints of a request that it does not know, over indented lines; \
            on a terminal JSON has colours.
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
        if !context.exchanger.lastCameUnasked { show(exchange.request.bytes, nil, pretty: pretty, in: context) }
        for frame in exchange.messages.map({ $0.map(\.frame) }) ?? exchange.response.map({ [$0] }) ?? [] {
            let reply = exchange.messages == nil ? context.exchanger.lastReply : nil
            show(frame.bytes, reply, pretty: pretty, in: context)
        }
        if let failure = exchange.failure { context.output.line(Diagnostics.message(failure)) }
        return .ok
    }

    /// - Parameter reply: what a response means; `nil` for a request, or one of several messages.
    private static func show(_ bytes: [UInt8], _ reply: Reply?, pretty: Bool, in context: CommandContext) {
        let text = String(decoding: bytes, as: UTF8.self)
        let style = context.output.textStyle
        if pretty, style.isTerminal, style.usesColor, let colored = ColoredJSON.of(text, style) {
            context.output.line(colored)
        } else {
            let shown = pretty ? Array(IndentedText.of(text).utf8) : bytes
            if let reply {
                context.output.response(shown, reply, time: nil)
            } else {
                context.output.text(String(decoding: shown, as: UTF8.self))
            }
        }
    }
}
