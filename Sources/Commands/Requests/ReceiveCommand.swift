import CommandSpec
import IPCClient
import IPCFraming
import Operations
import Rendering
import Replay
import Sessions
import Texts

/// `receive [--for 2s] [--messages N]`
enum ReceiveCommand: BuiltInCommand {
    static let name = "receive"
    private static let time = Option(
        "--for",
        .duration(),
        "How long to wait (default: the time of an exchange); alone it takes all that comes."
    )

    static let specification = CommandSpecification(
        name,
        "Wait for what the server sends unasked.",
        usage: "receive [--for 2s] [--messages N] [--until REGEX]",
        discussion: """
            Without an option it waits for one message. --messages waits for so many, --until for the first that matches; \
            exit status 3 when they do not come in time. --for 2s alone takes all that comes within two seconds, and \
            that may be nothing.

            What came before, and no 'receive' has taken, comes first; at the prompt it was shown when it came. The last \
            message is what 'expect', 'capture' and ${last} look at. Messages are recorded as pushed ones.

            For WebSocket servers, and with --keep-alive.
            """,
        examples: ["receive --until SCAN_COMPLETED --for 5m"],
        options: [time],
        groups: [SharedOptions.group],
        validate: { arguments in
            arguments[SharedOptions.messages] == 0 ? .usage("receive: --messages 0 would wait for nothing") : nil
        }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let (count, until) = (arguments[SharedOptions.messages], arguments[SharedOptions.until])
        let time = arguments[time]
        let isAnything = count == nil && until == nil && time == nil
        let wish = Exchanger.Wish(count: isAnything ? 1 : count, until: until, time: time)
        return try context.exchanger.receive(wish) { message in
            if context.settings.json {
                var line: [UInt8] = []
                RecordedPush(number: context.exchanger.receivedCount, message.frame).appendLine(to: &line)
                context.output.bytes(line + CollectionOfOne(UInt8(ascii: "\n")))
            } else {
                context.output.response(message.frame.bytes, nil, time: nil)
            }
        }
    }
}
