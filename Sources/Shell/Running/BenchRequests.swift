import IPCFraming
import Operations
import Replay
import Sessions
import Texts

/// The requests of a load test.
struct BenchRequests {
    /// The commands whose requests it can send.
    static let commands = ["image", "elements", "raw"]
    /// The vendor's server answers this with an error and does nothing.
    private static let harmless = #"{"bench": null}"#

    let frames: [RequestFrame]
    /// What they are, in words.
    let content: String

    /// - Parameters:
    ///   - words: a command and its arguments; none for a request that does nothing.
    ///   - session: whose requests to send.
    ///   - force: whether to send what is known to terminate the vendor's server.
    init(_ words: [String], session: String?, force: Bool, in context: ShellContext) throws(Failure) {
        if let session {
            guard words.isEmpty else { throw .usage("bench: either a request or --session, not both") }
            frames = try SessionRequests.read(session, force: force, context.observer)
            content = "the \(frames.count) \(frames.count == 1 ? "request" : "requests") of \(session)"
            return
        }
        frames = try Self.frames(words, context.settings)
        if !force {
            for frame in frames { try RawCommand.refuseTermination(frame.bytes, "--force sends it all the same") }
        }
        let first = TerminalText.excerpt(frames[0].bytes)
        content = frames.count == 1 ? first : "\(first) and \(frames.count - 1) more"
    }

    private static func frames(_ words: [String], _ settings: Settings) throws(Failure) -> [RequestFrame] {
        guard let name = words.first else { return [RequestFrame(Array(harmless.utf8))] }
        let arguments = Array(words.dropFirst())
        let type: any ShellCommand.Type
        switch name {
        case "image": type = ImageCommand.self
        case "elements": type = ElementsCommand.self
        case "raw": type = RawCommand.self
        default:
            let known = commands.joined(separator: ", ")
            throw .usage("bench: '\(name)' is neither an option nor one of \(known)")
        }
        switch try CommandParser.parse(type, arguments) {
        case .command(let command as ImageCommand): return try command.requests(settings)
        case .command(let command as ElementsCommand): return try command.requests(settings)
        case .command(let command as RawCommand): return [RequestFrame(try command.bytes())]
        case .command, .help: throw .usage("bench: '\(words.joined(separator: " "))' has no request")
        }
    }
}
