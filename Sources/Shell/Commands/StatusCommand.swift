import CommandSpec
import IPCClient
import IPCFraming
import MockServer
import Operations
import Texts
import WireJSON

/// `status`
enum StatusCommand: BuiltInCommand {
    static let name = "status"

    static let specification = CommandSpecification(
        name,
        "Say where we are connected, and what is recorded where.",
        discussion: "Nothing is sent."
    )

    static func run(_ arguments: ParsedArguments, in context: ShellContext) throws(Failure) -> ExitStatus {
        let settings = context.settings
        let mode =
            switch (settings.policy.mode, context.exchanger.isConnected) {
            case (.oneShot, _): "one connection for each exchange"
            case (.keepAlive, true): "keep-alive, connected"
            case (.keepAlive, false): "keep-alive, not connected yet"
            }
        let isMock = settings.endpoint != nil && context.mock.server?.endpoint == settings.endpoint
        if settings.json {
            context.console.object(
                JSONObject([
                    ("server", settings.endpoint.map { .string(JSONString("\($0)")) } ?? .null),
                    ("mode", .string(JSONString(mode))),
                    ("mock", .bool(isMock)),
                    ("exchanges", .number(JSONNumber(context.exchanger.tally.total))),
                    ("so far", .string(JSONString(context.exchanger.tally.text))),
                    ("recording", .string(JSONString(recording(context)))),
                ])
            )
            return .ok
        }
        let server = settings.endpoint.map { "\($0) (\(mode)\(isMock ? ", the embedded mock server" : ""))" }
        context.console.line("server:    \(server ?? "not connected")")
        context.console.line("so far:    \(context.exchanger.tally.text)")
        context.console.line("recording: \(recording(context))")
        return .ok
    }

    private static func recording(_ context: ShellContext) -> String {
        switch context.exchanger.recorder.recording {
        case .off: "off"
        case .file(let path): path
        case .automatic: context.exchanger.recorder.path ?? "on, into a new file from the first exchange on"
        }
    }
}
