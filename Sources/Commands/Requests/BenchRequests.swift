import CommandSpec
import IPCFraming
import Operations
import ShellLanguage
import Texts

/// The requests of a load test.
struct BenchRequests {
    /// The commands whose requests it can send.
    static let commands = [ImageCommand.name, ElementsCommand.name, RawCommand.name]
    /// The vendor's server answers this with an error and does nothing.
    private static let harmless = #"{"bench": null}"#

    let frames: [RequestFrame]
    /// What they are, in words.
    let content: String

    /// - Parameters:
    ///   - words: a command and its arguments; none for a request that does nothing.
    ///   - session: whose requests to send.
    ///   - force: whether to send what is known to terminate the vendor's server.
    init(_ words: [String], session: String?, force: Bool, in context: CommandContext) throws(Failure) {
        if let session {
            guard words.isEmpty else { throw .usage("bench: either a request or --session, not both") }
            frames = try SessionRequests.read(session, force: force, context.exchanger)
            content = "the \(frames.count) \(frames.count == 1 ? "request" : "requests") of \(session)"
            return
        }
        if let own = try Self.own(words, in: context) {
            frames = own
        } else {
            frames = try Self.frames(words, context.settings)
        }
        if !force {
            let advice = "--force sends it all the same"
            for frame in frames { try RawCommand.refuseTermination(frame.bytes, advice, in: context) }
        }
        let first = TerminalText.excerpt(frames[0].bytes)
        content = frames.count == 1 ? first : "\(first) and \(frames.count - 1) more"
    }

    /// The request of a command of the user's; `nil` when it is none.
    private static func own(_ words: [String], in context: CommandContext) throws(Failure) -> [RequestFrame]? {
        guard let name = words.first, let command = context.command(named: name) else { return nil }
        let (named, parsed) = try command.parse(Array(words.dropFirst()))
        guard let defined = named.defined else { return nil }
        guard case .arguments(let arguments) = parsed, let template = defined.definition.onlyRequest else {
            throw .usage("bench: '\(defined.definition.name)' does not send one request, and nothing else")
        }
        let frame = defined.frame(arguments)
        return [RequestFrame(try RequestCommand.bytes(template, in: context) { frame.value(of: $0) })]
    }

    private static func frames(_ words: [String], _ settings: Settings) throws(Failure) -> [RequestFrame] {
        guard let name = words.first else { return [RequestFrame(Array(harmless.utf8))] }
        let specification: CommandSpecification
        switch name {
        case ImageCommand.name: specification = ImageCommand.specification
        case ElementsCommand.name: specification = ElementsCommand.specification
        case RawCommand.name: specification = RawCommand.specification
        default: throw .usage("bench: '\(name)' is neither an option nor one of \(commands.joined(separator: ", "))")
        }
        guard case .arguments(let arguments) = try specification.parse(Array(words.dropFirst())) else {
            throw .usage("bench: '\(words.joined(separator: " "))' has no request")
        }
        switch name {
        case ImageCommand.name: return try ImageCommand.requests(arguments, settings)
        case ElementsCommand.name: return try ElementsCommand.requests(arguments, settings)
        default: return [RequestFrame(try RawCommand.bytes(arguments))]
        }
    }
}
