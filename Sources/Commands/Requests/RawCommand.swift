import CommandSpec
import IPCFraming
import InspectProtocol
import Operations
import Texts
import WireJSON

/// `raw TEXT`
enum RawCommand: BuiltInCommand {
    static let name = "raw"
    static let traits: CommandTraits = .takesRawText

    static let force = Flag("--force", "Send it even if it is known to terminate the vendor's server.")
    private static let base64 = Option("--base64", .base64, "Send these bytes, given in base64.")
    private static let binary = Flag("--binary", "Send it as a binary message, to a WebSocket server.")
    private static let text = Argument("text", .any, "The request, or @FILE.", completion: .requestFile)

    static let specification = CommandSpecification(
        name,
        "Send a request as it is.",
        usage: "raw [--force] [--binary] TEXT | @FILE | @- | --base64 TEXT",
        discussion: """
            In the shell the rest of the line is sent untouched, and goes on over lines while its JSON is open. \
            '@FILE' sends what a file holds, '@-' what comes on stdin. What is known to terminate the vendor's server \
            is refused; a WebSocket server only closes the connection.
            """,
        examples: [#"raw {"image": {"file": "a.jpg", "name": "other", "focal_length": "50.0"}}"#],
        arguments: [text],
        options: [force, base64, binary],
        groups: [SharedOptions.group],
        validate: { arguments in
            switch (arguments[base64], arguments.words.isEmpty) {
            case (nil, true): arguments.specification.failure("the text of the request is missing")
            case (_?, false): .usage("raw: either a text or --base64, not both")
            case (nil, false), (_?, true): nil
            }
        }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let bytes =
            arguments.words == ["@-"]
            ? try StandardInput.bytes(isTaken: context.readsCommandsFromInput) : try bytes(arguments)
        if arguments[binary] {
            guard context.exchanger.settings.endpoint?.isWebSocket == true else {
                throw .usage("raw: --binary is for a WebSocket server; a socket carries bytes of any kind")
            }
            return try context.exchange(RequestFrame(bytes, ending: .binary))
        }
        if !arguments[force] { try refuseTermination(bytes, "--force sends it all the same", in: context) }
        return try context.exchange(RequestFrame(bytes))
    }

    /// - Parameter advice: what to do about it.
    /// - Throws: ``Failure`` when the request is known to terminate the server that is chosen.
    static func refuseTermination(
        _ bytes: [UInt8],
        _ advice: String,
        in context: CommandContext
    ) throws(Failure) {
        guard let termination = FatalRequest.termination(of: RequestFrame(bytes)),
            context.exchanger.mustRefuse(termination)
        else { return }
        throw .usage("not sent: this would terminate the vendor's server, for \(termination.cause); \(advice)")
    }

    /// What it would send.
    static func bytes(_ arguments: ParsedArguments) throws(Failure) -> [UInt8] {
        if let bytes = arguments[base64] { return bytes }
        let text = arguments.words.joined(separator: " ")
        guard text.hasPrefix("@") else { return Array(text.utf8) }
        return try TextFile.bytes(String(text.dropFirst()))
    }
}

extension ValueType<[UInt8]> {
    fileprivate static let base64 = ValueType("text") { text throws(ValueError) in
        guard let bytes = Base64.decode(text) else { throw ValueError("this is not base64") }
        return bytes
    }
}
