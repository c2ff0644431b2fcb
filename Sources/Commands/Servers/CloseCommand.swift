import CommandSpec
import IPCClient
import IPCFraming
import Operations
import Rendering
import Texts

/// `close [CODE [REASON]]`
enum CloseCommand: BuiltInCommand {
    static let name = "close"
    private static let code = Argument(.closeCode, .optional, "1000 unless said.")
    private static let reason = Argument("reason", .any, "Why, in 123 bytes at the most.")

    static let specification = CommandSpecification(
        name,
        "Close the connection to a WebSocket server.",
        usage: "close [CODE [REASON]]",
        discussion: "The server stays chosen: the next exchange opens another connection. 'disconnect' chooses none.",
        examples: ["close 1001 'going home'"],
        arguments: [code, reason]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let reason = arguments[reason].joined(separator: " ")
        guard reason.utf8.count <= WebSocketClose.longestReason else {
            throw .usage(
                "close: a reason has \(WebSocketClose.longestReason) bytes at the most, not \(reason.utf8.count)"
            )
        }
        if context.settings.isDryRun { return .ok }
        let client = try context.webSocketClient(for: name)
        let answer: WebSocketClose?
        do throws(ExchangeError) {
            answer = try client.close(WebSocketClose(arguments.first(code) ?? .normal, reason))
        } catch {
            throw Failure(error.code == .cancelled ? .interrupted : .exchangeFailed, Diagnostics.message(error))
        }
        guard let answer else { throw .usage("close: no connection to \(client.endpoint) is open") }
        context.output.line("closed (\(answer.inWords))", key: "close")
        return .ok
    }
}

extension ValueType<WebSocketClose.Code> {
    fileprivate static let closeCode = ValueType("code", isNumeric: true) { text throws(ValueError) in
        let code = UInt16(text).map(WebSocketClose.Code.init(rawValue:))
        guard let code, code.isValidOnWire else {
            throw ValueError("'\(text)' is not a code that can be sent: 1000 to 1003, 1007 to 1014, 3000 to 4999")
        }
        return code
    }
}
