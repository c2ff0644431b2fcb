import ArgumentParser
import IPCFraming
import InspectProtocol
import Sessions
import Texts
import WireJSON

/// `raw TEXT`
struct RawCommand: SharingCommand, QuickCommand {
    static let takesRawText = true

    static let configuration = CommandConfiguration(
        commandName: "raw",
        abstract: "Send a request as it is.",
        usage: "raw [--force] TEXT | @FILE | --base64 TEXT",
        discussion: """
            In the shell the rest of the line is sent untouched, and goes on over lines while its JSON is open. \
            '@FILE' sends what a file holds. What is known to terminate the vendor's server is refused.

            Example: raw {"image": {"file": "a.jpg", "name": "other", "focal_length": "50.0"}}
            """
    )

    @Flag(help: "Send it even if it is known to terminate the vendor's server.")
    var force = false

    @Option(help: ArgumentHelp("Send these bytes, given in base64.", valueName: "text"))
    var base64: String?

    @Argument(help: ArgumentHelp("The request, or @FILE.", valueName: "text"))
    var text: [String] = []

    @OptionGroup(title: "Shared options") var shared: SharedOptions

    mutating func validate() throws {
        if (base64 == nil) == text.isEmpty { throw ValidationError("Missing the text of the request.") }
        if base64 != nil, !text.isEmpty { throw ValidationError("Give either a text or --base64.") }
    }

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        let bytes = try bytes()
        if !force { try Self.refuseTermination(bytes, "--force sends it all the same") }
        return try context.exchange(RequestFrame(bytes))
    }

    /// - Parameter advice: what to do about it.
    /// - Throws: ``Failure`` when the request is known to terminate the vendor's server.
    static func refuseTermination(_ bytes: [UInt8], _ advice: String) throws(Failure) {
        guard let termination = RequestInterpretation(bytes).termination else { return }
        throw .usage("not sent: this would terminate the vendor's server, for \(termination.cause); \(advice)")
    }

    func bytes() throws(Failure) -> [UInt8] {
        if let base64 {
            guard let bytes = Base64.decode(base64) else { throw .usage("--base64: this is not base64") }
            return bytes
        }
        let text = text.joined(separator: " ")
        guard text.hasPrefix("@") else { return Array(text.utf8) }
        return try TextFile.bytes(String(text.dropFirst()))
    }
}

extension RawCommand {
    static func quick(_ words: [String]) -> RawCommand {
        var command = plain
        command.text = words
        return command
    }

    private static let plain = {
        var command = RawCommand()
        command.force = false
        command.base64 = nil
        command.shared = .none
        return command
    }()

    static let quickOptions = quickSharedOptions
}
