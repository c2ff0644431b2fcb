import CommandSpec
import IPCClient
import IPCFraming
import MockServer
import Operations
import Rendering
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

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let endpoint = context.settings.endpoint
        let isMock = endpoint.map { context.mock.server?.endpoints.contains($0) == true } ?? false
        context.output.put(StatusReport(context.exchanger, isMock: isMock))
        return .ok
    }
}
