package import CommandSpec
import IPCClient
import IPCFraming
import MockCore
package import MockServer
package import Operations
import Platform
package import Texts

/// `ipcsh proxy`
package enum ProxyCommand: BuiltInCommand {
    package static let name = "proxy"

    private static let to = Option("--to", .endpoint, "The server.")
    private static let listen = Option(
        "--listen",
        .endpoint,
        "Where to listen; port 0 is a free one (127.0.0.1:7000)."
    )
    private static let record = Option(
        "--record",
        .file(endings: FileEndings.sessions),
        "Record all exchanges into this file, appending to it."
    )
    private static let keepAlive = Flag(
        "--keep-alive",
        "The server keeps connections open (its telnet mode); a bridge to ws:// does."
    )
    private static let passQuit = Flag(
        "--pass-quit",
        "Let a bridge's clients end the server: a WebSocket client by quit, a socket client by Ctrl-Z."
    )
    private static let timeout = Option(
        "--timeout",
        .duration(),
        "How long an exchange may take (for ever); a bridge asks nothing else meanwhile."
    )
    private static let connectTimeout = Option(
        "--connect-timeout",
        .duration(),
        "How long to try to connect to the server (2s)."
    )
    private static let noResend = Flag(
        "--no-resend",
        "Never send a request again; else it is after a reset before the first byte of its answer."
    )
    package static let readyFile = Option(
        "--ready-file",
        .file(),
        "Write the endpoint into this file once the proxy listens; it is removed in the end."
    )
    package static let quiet = Flag("--quiet", short: "-q", "Log no exchanges.")

    package static let specification = CommandSpecification(
        name,
        "Stand between a client and a server, and record what they say.",
        usage: "ipcsh proxy --to ENDPOINT [--listen ENDPOINT] [--record FILE] [--keep-alive] [options]",
        discussion: """
            From the system's shell only; it runs until it is interrupted, and logs each exchange on stderr. All bytes \
            are passed on as they come; an answer that a fault or latency is meant for is kept back until it is whole. \
            With ws:// at both ends each client has a connection of its own; path, query and headers are passed on, and so \
            are pings and Closes. \
            With ws:// at one end it is a bridge: old socket clients reach a WebSocket server, or the reverse, one \
            request at a time; what would end the server, quit or Ctrl-Z, ends only that client's connection unless \
            --pass-quit is given. \
            A server that refuses or resets a connection shows as a reset, or as 502. SIGUSR1 shows the number of exchanges; \
            SIGTERM, SIGHUP and Ctrl-C let what is under way end, a second one does not.
            """,
        examples: [
            "ipcsh proxy --listen 127.0.0.1:7000 --to winbox:7000 --record real.jsonl",
            "ipcsh proxy --listen 127.0.0.1:7000 --to ws://winbox:40010",
            "ipcsh proxy --listen ws://127.0.0.1:40010 --to ws://winbox:40010 --record real.jsonl",
        ],
        options: [
            to, listen, record, RedactionOptions.redact, SyncOption.sync, keepAlive, SharedOptions.messages,
            SharedOptions.until, passQuit, timeout, connectTimeout, noResend, readyFile, quiet,
        ] + RuleOptions.all,
        groups: [ProxyHandshakeOptions.group, MockFaultOptions.group, MockLimitOptions.group, ControlOptions.group],
        validate: { arguments in
            arguments[to] == nil ? arguments.specification.failure("--to ENDPOINT is missing: the server") : nil
        }
    )

    package static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        throw .usage("proxy: it is for the system's shell: 'ipcsh proxy --to ENDPOINT'")
    }

    /// - Parameter settings: say what counts as an error where options do not.
    package static func configuration(
        _ arguments: ParsedArguments,
        _ settings: Settings
    ) throws(Failure) -> Proxy.Configuration {
        // What is asked of a mock server is asked of a proxy.
        var asked = MockServer.Configuration()
        MockFaultOptions.apply(arguments, to: &asked)
        MockLimitOptions.apply(arguments, to: &asked)
        var configuration = Proxy.Configuration(
            listen: arguments[listen] ?? .tcp(host: "127.0.0.1", port: Endpoint.defaultPort),
            to: arguments[to] ?? .vendorDefault
        )
        let place = Proxy.place(from: configuration.listen, to: configuration.to)
        for fault in asked.faults {
            if let objection = fault.objection(at: place) { throw .usage("--fault: \(objection)") }
        }
        let webSocketEnds = [configuration.listen, configuration.to].count(where: \.isWebSocket)
        if arguments[keepAlive], webSocketEnds == 2 {
            throw .usage("--keep-alive: it is about sockets, and both ends are WebSocket ends")
        }
        if arguments[passQuit], webSocketEnds != 1 {
            throw .usage("--pass-quit: it is for a bridge, with ws:// at one end; others pass on all that clients say")
        }
        configuration.mode = arguments[keepAlive] ? .keepAlive : .oneShot
        configuration.answerEnd = try answerEnd(arguments, configuration)
        configuration.passesQuit = arguments[passQuit]
        configuration.webSocket = try ProxyHandshakeOptions.options(arguments, to: configuration.to)
        configuration.webSocketLimit = asked.webSocket.messageLimit
        configuration.timeout = arguments[timeout]
        if let time = arguments[connectTimeout] { configuration.connectTimeout = time }
        configuration.resendsAfterReset = !arguments[noResend]
        configuration.recording = arguments[record]
        configuration.redaction = try RedactionOptions.redaction(arguments)
        configuration.sync = SyncOption.policy(arguments)
        configuration.rule = try RuleOptions.rule(arguments, settings, at: configuration.to)
        if let record = arguments[record], let readyFile = arguments[readyFile], let file = FileIdentity(readyFile),
            FileIdentity(record) == file
        {
            throw .usage("--ready-file: \(readyFile) is the recording: it would be replaced")
        }
        configuration.tool = "ipcsh \(Version.current)"
        configuration.latency = asked.latency
        configuration.faults = asked.faults
        configuration.seed = asked.seed
        configuration.maximumConnections = asked.maximumConnections
        configuration.idleTimeout = asked.idleTimeout
        configuration.frameLimit = asked.requestLimit
        return configuration
    }

    /// - Throws: ``Failure`` where one message is an answer in any case.
    private static func answerEnd(
        _ arguments: ParsedArguments,
        _ configuration: Proxy.Configuration
    ) throws(Failure) -> AnswerEnd? {
        var settings = Settings()
        settings.messages = arguments[SharedOptions.messages]
        settings.until = arguments[SharedOptions.until]
        if settings.messages == nil, settings.until == nil { return nil }
        guard configuration.listen.isWebSocket != configuration.to.isWebSocket else {
            throw .usage("--messages and --until are for a bridge, with ws:// at one end; others pass on all messages")
        }
        guard configuration.to.isWebSocket || configuration.mode == .keepAlive else {
            throw .severalMessages("--messages and --until are")
        }
        return settings.answerEnd
    }
}
