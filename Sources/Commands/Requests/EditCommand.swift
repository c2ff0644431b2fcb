import CommandSpec
import IPCClient
import IPCFraming
import InspectProtocol
import Operations
import Rendering
import Texts
import WireJSON

/// `edit`
enum EditCommand: BuiltInCommand {
    static let name = "edit"

    static let specification = CommandSpecification(
        name,
        "Change the last request in an editor, and send it.",
        discussion: """
            Opens $VISUAL, else $EDITOR, else vi on the last request; JSON is spread over lines, and sent on one line \
            again. Before it is sent you are asked. What is known to terminate the vendor's server is refused, as by \
            'raw'. What was not sent stays in its file.

            Only for the interactive shell.
            """
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        guard context.host.typedLines != nil else { throw .usage("edit: only for the interactive shell") }
        let last = context.exchanger.lastExchange?.request.bytes
        let settings = context.settings
        let request =
            last ?? ImageRequest(file: "", series: settings.series, focalLength: settings.focalLength).bytes
        // Other bytes than those of UTF-8 stay as they are, for the editor to deal with.
        let text = String(validating: request, as: UTF8.self).map { Array(IndentedText.of($0).utf8) } ?? request
        var file = try EditedFile(text + [0x0A], context.environment)
        try file.edit()
        let bytes = try Self.request(file)
        do throws(Failure) {
            try RawCommand.refuseTermination(
                bytes,
                "kept in \(file.path) ('raw --force @FILE' sends it)",
                in: context
            )
        } catch {
            file.keep()
            throw error
        }
        context.output.line(TerminalText.escaped(bytes: bytes, lines: .kept))
        guard context.host.confirms("send?") else {
            file.keep()
            context.output.notice("ipcsh: not sent; kept in \(file.path) ('raw @FILE' sends it)")
            return .ok
        }
        return try context.exchange(RequestFrame(bytes))
    }

    /// What to send: JSON as `image` and `elements` would write it, anything else as it was typed.
    private static func request(_ file: borrowing EditedFile) throws(Failure) -> [UInt8] {
        var bytes = try file.bytes()
        // Editors end the last line.
        if bytes.last == 0x0A { bytes.removeLast() }
        guard let json = try? JSONParser.parse(bytes) else { return bytes }
        return JSONWriter.canonical.bytes(of: json)
    }
}
