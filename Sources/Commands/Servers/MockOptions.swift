package import CommandSpec
package import IPCFraming
import MockCore
package import MockServer
package import Operations
import Platform
package import Texts

/// How a mock server listens and what it does.
package enum MockOptions {
    /// Which files can be read.
    private enum Files: String, CaseIterable {
        case any, disk
    }

    static let listen = Option(
        "--listen",
        .endpoint,
        "Where to listen: HOST:PORT, unix:/path or ws://HOST:PORT; port 0 is a free one; repeatable, for one project.",
        isRepeatable: true
    )
    private static let profile = Option<WebSocketProfile>(
        "--profile",
        .oneOf("server"),
        "Which WebSocket server it is: the vendor's example (the default), or basics, its template."
    )
    private static let parallel = Flag(
        "--parallel",
        "Over WebSockets, serve all connections at once; the vendor's serves one request at a time."
    )
    private static let files = Option<Files>(
        "--files",
        .oneOf("which"),
        "Which files can be read: 'any' path that is not empty (the default), or those on this machine's 'disk'."
    )
    private static let root = Option("--root", .folder, "With --files disk: the folder that all files lie below.")
    static let keepAlive = Flag("--keep-alive", "Keep connections open (the server's telnet mode).")
    private static let serial = Flag(
        "--serial",
        "One connection at a time, and a new listener after each, as the vendor's server does it."
    )
    private static let onFatal = Option<AnswerRules.FatalAction>(
        "--on-fatal",
        .oneOf("action"),
        "What becomes of a request that terminates the vendor's server: close (the default), error or exit."
    )
    private static let lenient = Flag(
        "--lenient",
        """
        Take what the vendor's server resets or does not live through: bytes behind the terminator, characters cut by \
        packets, clients that leave before their answer.
        """
    )
    private static let record = Option(
        "--record",
        .file(endings: FileEndings.sessions),
        "Record all exchanges into this file, appending to it."
    )

    private static let handler = Option(
        "--handler",
        .text("command"),
        """
        A program that answers what no stub and no recording does: it reads {"n":1,"connection":1,"request":...} and \
        writes {"response":"..."}, {"fault":"..."} or {"pass":true}, a line each.
        """
    )
    private static let handlerTimeout = Option(
        "--handler-timeout",
        .duration(),
        "How long the program may take for an answer before it is started again (10s)."
    )

    static let group = OptionGroup(
        "Options",
        [
            listen, MockAnswerOptions.commands, profile, parallel, files, root, keepAlive, serial, onFatal, lenient,
            record, RedactionOptions.redact, SyncOption.sync, handler, handlerTimeout,
        ] + RuleOptions.all
    )

    /// - Parameter settings: say what counts as an error where neither options nor the served session do.
    package static func configuration(
        _ arguments: ParsedArguments,
        listen defaultEndpoint: Endpoint,
        _ settings: Settings
    ) throws(Failure) -> MockServer.Configuration {
        var configuration = MockServer.Configuration(listen: defaultEndpoint)
        configuration.handler = arguments[handler].map {
            MockServer.Handler($0, timeout: arguments[handlerTimeout] ?? .seconds(10))
        }
        if arguments[handlerTimeout] != nil, arguments[handler] == nil {
            throw .usage("--handler-timeout goes with --handler")
        }
        let listeners = arguments.all(listen)
        if !listeners.isEmpty { configuration.listeners = listeners }
        if !configuration.listeners.contains(where: \.isWebSocket) {
            if arguments[profile] != nil || arguments[parallel] {
                throw .usage("--profile and --parallel go with --listen ws://HOST:PORT")
            }
        }
        configuration.webSocket.profile = arguments[profile] ?? .example
        configuration.webSocket.isParallel = arguments[parallel]
        let root = arguments[root]
        switch arguments[files] ?? .any {
        case .any:
            if root != nil { throw .usage("--root goes with --files disk") }
            configuration.files = .any
        case .disk:
            if let root { try checkFolder(root) }
            configuration.files = .disk(root: root)
        }
        configuration.mode = arguments[keepAlive] ? .keepAlive : .oneShot
        configuration.isSerial = arguments[serial]
        configuration.isLenient = arguments[lenient]
        configuration.onFatal = arguments[onFatal] ?? .close
        configuration.recording = arguments[record]
        configuration.redaction = try RedactionOptions.redaction(arguments)
        configuration.sync = SyncOption.policy(arguments)
        let rule = try RuleOptions.rule(arguments, settings, at: configuration.listen)
        if RuleOptions.isGiven(arguments) { configuration.rule = rule } else { configuration.standingRule = rule }
        configuration.tool = "ipcsh \(Version.current)"
        try MockAnswerOptions.apply(arguments, to: &configuration)
        if let record = configuration.recording, let file = FileIdentity(record) {
            if let served = configuration.sessions.first(where: { FileIdentity($0) == file }) {
                throw .usage("--record: \(record) is what --serve \(served) answers from; record into another file")
            }
        }
        MockFaultOptions.apply(arguments, to: &configuration)
        for fault in configuration.faults {
            if let objection = fault.objection(at: .mock) { throw .usage("--fault: \(objection)") }
        }
        MockLimitOptions.apply(arguments, to: &configuration)
        return configuration
    }

    private static func checkFolder(_ path: String) throws(Failure) {
        guard let status = FileStatus(path: path) else {
            throw .usage("--root: \(path) cannot be opened: \(SystemError().reason)")
        }
        guard status.kind == .folder else { throw .usage("--root: \(path) is no folder") }
    }
}
