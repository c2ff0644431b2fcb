import ArgumentParser
import IPCClient
import IPCFraming
import MockCore
import MockServer
import Operations
import Platform
import Texts

/// How a mock server listens and what it does.
struct MockOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Where to listen: HOST:PORT or unix:/path; port 0 is a free one.", valueName: "endpoint")
    )
    var listen: String?

    @Option(
        help: "Which files can be read: 'any' path that is not empty, or those on this machine's 'disk'.",
        completion: .list(["any", "disk"])
    )
    var files = "any"

    @Option(
        help: ArgumentHelp("With --files disk: the folder that all files lie below.", valueName: "folder"),
        completion: .directory
    )
    var root: String?

    @Flag(help: "Keep connections open (the server's telnet mode).")
    var keepAlive = false

    @Flag(help: "One connection at a time, and a new listener after each, as the vendor's server does it.")
    var serial = false

    @Option(
        help: ArgumentHelp(
            "What becomes of a request that terminates the vendor's server: close, error or exit.",
            valueName: "action"
        ),
        completion: .list(["close", "error", "exit"])
    )
    var onFatal = "close"

    @Flag(
        help: ArgumentHelp(
            "Take what the vendor's server resets or does not live through: bytes behind the terminator, characters cut"
                + " by packets, clients that leave before their answer."
        )
    )
    var lenient = false

    @OptionGroup(title: "Recorded answers") var answers: MockAnswerOptions

    @OptionGroup(title: "Time and faults") var faults: MockFaultOptions

    @OptionGroup(title: "Limits") var limits: MockLimitOptions

    @Option(
        help: ArgumentHelp("Record all exchanges into this file, appending to it.", valueName: "file"),
        completion: .sessions
    )
    var record: String?

    @OptionGroup var redaction: RedactionOptions

    func configuration(listen defaultEndpoint: Endpoint) throws(Failure) -> MockServer.Configuration {
        var configuration = MockServer.Configuration(listen: defaultEndpoint)
        if let listen { configuration.listen = try Setting.endpoint(listen) }
        switch files {
        case "any":
            if root != nil { throw .usage("--root goes with --files disk") }
            configuration.files = .any
        case "disk":
            if let root { try Self.checkFolder(root) }
            configuration.files = .disk(root: root)
        default: throw .usage("--files: '\(files)' is not any or disk")
        }
        configuration.mode = keepAlive ? .keepAlive : .oneShot
        configuration.isSerial = serial
        configuration.isLenient = lenient
        guard let action = AnswerRules.FatalAction(rawValue: onFatal) else {
            throw .usage("--on-fatal: '\(onFatal)' is not close, error or exit")
        }
        configuration.onFatal = action
        configuration.recording = record
        configuration.redaction = try redaction.redaction()
        configuration.tool = "ipcsh \(Version.current)"
        try answers.apply(to: &configuration)
        if let record, let file = FileIdentity(record) {
            if let served = configuration.sessions.first(where: { FileIdentity($0) == file }) {
                throw .usage("--record: \(record) is what --serve \(served) answers from; record into another file")
            }
        }
        try faults.apply(to: &configuration)
        try limits.apply(to: &configuration)
        return configuration
    }

    private static func checkFolder(_ path: String) throws(Failure) {
        guard let status = FileStatus(path: path) else {
            throw .usage("--root: \(path) cannot be opened: \(SystemError().reason)")
        }
        guard status.kind == .folder else { throw .usage("--root: \(path) is no folder") }
    }
}
