import ArgumentParser
import IPCClient
import IPCFraming
import MockCore
import MockServer
import Operations
import Platform
import Texts

/// `ipcsh proxy`
struct ProxyCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy",
        abstract: "Stand between a client and a server, and record what they say.",
        usage: "ipcsh proxy --to ENDPOINT [--listen ENDPOINT] [--record FILE] [--keep-alive] [options]",
        discussion: """
            From the system's shell only; it runs until it is interrupted, and logs each exchange on stderr. All bytes \
            are passed on as they come; an answer that a fault or latency is meant for is kept back until it is whole. \
            A server that refuses or resets a connection shows as a reset. SIGUSR1 shows the number of exchanges; \
            SIGTERM, SIGHUP and Ctrl-C let what is under way end, a second one does not.

            Example: ipcsh proxy --listen 127.0.0.1:7000 --to winbox:7000 --record real.jsonl
            """
    )

    @Option(help: ArgumentHelp("The server.", valueName: "endpoint"))
    var to: String

    @Option(help: ArgumentHelp("Where to listen; port 0 is a free one (127.0.0.1:7000).", valueName: "endpoint"))
    var listen: String?

    @Option(
        help: ArgumentHelp("Record all exchanges into this file, appending to it.", valueName: "file"),
        completion: .sessions
    )
    var record: String?

    @OptionGroup var redaction: RedactionOptions

    @Flag(help: "The server keeps connections open (its telnet mode).")
    var keepAlive = false

    @Option(help: ArgumentHelp("How long to try to connect to the server (2s).", valueName: "time"))
    var connectTimeout: String?

    @Flag(help: "Never send a request again; else it is after a reset before the first byte of its answer.")
    var noResend = false

    @Option(
        help: ArgumentHelp(
            "Write the endpoint into this file once the proxy listens; it is removed in the end.",
            valueName: "file"
        )
    )
    var readyFile: String?

    @Flag(name: .shortAndLong, help: "Log no exchanges.")
    var quiet = false

    @OptionGroup(title: "Time and faults") var faults: MockFaultOptions

    @OptionGroup(title: "Limits") var limits: MockLimitOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        throw .usage("proxy: it is for the system's shell: 'ipcsh proxy --to ENDPOINT'")
    }

    func configuration() throws(Failure) -> Proxy.Configuration {
        let standard = Endpoint.tcp(host: "127.0.0.1", port: Endpoint.defaultPort)
        // What is asked of a mock server is asked of a proxy.
        var asked = MockServer.Configuration()
        try faults.apply(to: &asked)
        try limits.apply(to: &asked)
        if asked.faults.contains(where: \.isRefusal) { throw .usage("--fault: a proxy does not refuse connections") }
        var configuration = Proxy.Configuration(
            listen: try listen.map { text throws(Failure) in try Setting.endpoint(text) } ?? standard,
            to: try Setting.endpoint(to)
        )
        configuration.mode = keepAlive ? .keepAlive : .oneShot
        if let connectTimeout {
            guard let time = DurationText.parse(connectTimeout) else {
                throw .usage("--connect-timeout: '\(connectTimeout)' is not a time: 5s, 250ms, 2m")
            }
            configuration.connectTimeout = time
        }
        configuration.resendsAfterReset = !noResend
        configuration.recording = record
        configuration.redaction = try redaction.redaction()
        if let record, let readyFile, let file = FileIdentity(readyFile), FileIdentity(record) == file {
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
}
