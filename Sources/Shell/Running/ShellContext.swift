package import IPCClient
import IPCFraming
import InspectProtocol
import MockServer
import Replay
import Sessions
import TerminalText

/// All that the commands of one shell share: where it is connected, its settings, what came last.
package final class ShellContext {
    package let console: Console
    let environment: [String: String]
    /// Ends the exchange under way when the user interrupts.
    let cancellation: Cancellation?
    let recorder: Recorder
    /// Whether a person types the commands: then nothing stops at a failure.
    let isInteractive: Bool

    var settings: Settings {
        didSet { applySettings() }
    }
    var variables = Variables()
    /// The status of the last command, `$?`.
    var lastStatus = ExitStatus.ok
    var lastExchange: Exchange?
    /// Where the last command is, if the server answered it with an error and no 'expect' has judged that yet.
    var unjudgedError: SourcePosition?
    private(set) var tally = ExchangeTally()
    /// The embedded mock server, when one runs.
    private(set) var mock: MockServer?
    /// Where a person types lines; `nil` for scripts and single commands.
    var lineSource: (any LineSource)?
    /// Lines typed so far of a command that is not complete.
    var pendingText = ""
    /// Where values that 'set' chooses come from.
    var settingSource = SettingSource.command("set")
    private(set) var seen = SeenNames()
    /// Set by `quit`: the shell ends with this status.
    var quitStatus: ExitStatus?
    /// Whether that status was asked for, whatever else has failed.
    var quitStatusIsGiven = false
    var aliases: [String: Alias] = [:]
    /// What `$1` and so on stand for; `nil` where there are no arguments.
    var arguments: [String]?
    /// Whether the time of each exchange is shown.
    var showsTimes = false
    /// Whether the commands themselves come from stdin.
    var readsCommandsFromInput = false
    /// How many requests a dry run has shown.
    private(set) var unsentRequests = 0
    private var systemStatus: ExitStatus?
    /// The folder of the script that runs, for `${script_dir}`.
    var scriptFolder: String?
    /// How many scripts run, each begun by the one before.
    var scriptDepth = 0

    private var client: Client?
    private var hasWarnedOfRecording = false
    private let start = ContinuousClock.now

    package init(
        console: Console,
        environment: [String: String],
        settings: Settings,
        recording: Recording,
        via: String = "shell",
        cancellation: Cancellation? = nil,
        isInteractive: Bool = false
    ) {
        self.console = console
        self.environment = environment
        self.settings = settings
        self.cancellation = cancellation
        self.isInteractive = isInteractive
        recorder = Recorder(recording, via: via, environment: environment)
        applySettings()
    }

    private func applySettings() {
        console.colorMode = settings.color
        console.outputIsJSON = settings.json
        console.verbosity = settings.verbosity
        if client?.endpoint != settings.endpoint { client = nil }
        client?.policy = settings.policy
        client?.trace = settings.verbosity == .wire ? { [console] in WireTrace.show($0, on: console) } : nil
    }

    // MARK: Variables

    /// The value of a variable, or `nil` when there is none of that name.
    func value(of name: String) -> String? {
        switch name {
        case "?": String(lastStatus.rawValue)
        case "last": lastExchange.map { String(decoding: $0.response?.bytes ?? [], as: UTF8.self) } ?? ""
        case "script_dir": scriptFolder ?? variables[name]
        default: variables[name]
        }
    }

    func expander(patterns: Bool) -> Expander {
        Expander(value: { name in self.value(of: name) }, arguments: arguments, expandsPatterns: patterns)
    }

    /// What a text that is read now may use.
    ///
    /// - Parameter checksVariables: whether it is read whole, so that a variable that nothing sets is a mistake.
    func scope(checksVariables: Bool) -> Scope {
        Scope(variables: checksVariables ? variables.names : nil, aliases: aliases)
    }

    // MARK: Status

    /// Keeps the exit status of a system's command for `$?`.
    func keep(systemStatus: ExitStatus) {
        self.systemStatus = systemStatus
    }

    func takeSystemStatus() -> ExitStatus? {
        systemStatus.take()
    }

    /// What the shell ends with once it was left.
    func finalStatus(_ firstFailure: ExitStatus) -> ExitStatus {
        guard let quitStatus else { return firstFailure }
        return quitStatusIsGiven || firstFailure == .ok ? quitStatus : firstFailure
    }

    // MARK: Connection

    /// Whether a connection is kept open.
    var isConnected: Bool { client?.isConnected ?? false }

    /// The client for the server that is chosen.
    func currentClient() throws(Failure) -> Client {
        if let client { return client }
        guard let endpoint = settings.endpoint else {
            throw .usage("not connected ('connect HOST:PORT' chooses a server)")
        }
        let client = Client(endpoint, policy: settings.policy, cancellation: cancellation)
        self.client = client
        applySettings()
        return client
    }

    func disconnect() {
        client = nil
        settings.endpoint = nil
        settings.note(.to, from: .command("disconnect"))
    }

    /// Runs something with other options, and goes back to the settings as they were.
    func with<Result>(
        _ options: SharedOptions,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var changed = settings
        try options.apply(to: &changed)
        let before = settings
        let clientBefore = client
        let recordingBefore = recorder.recording
        settings = changed
        defer {
            settings = before
            if let clientBefore, clientBefore.endpoint == before.endpoint { client = clientBefore }
        }
        if options.mock, !settings.isDryRun { settings.endpoint = try startMock() }
        guard let recording = options.recording, recording != recordingBefore else { return try body() }
        try recorder.change(to: recording)
        do throws(Failure) {
            let result = try body()
            try recorder.change(to: recordingBefore)
            return result
        } catch {
            try? recorder.change(to: recordingBefore)
            throw error
        }
    }

    // MARK: Exchanges

    /// Sends a request, shows and records what comes of it.
    ///
    /// - Returns: ``ExitStatus/ok`` or ``ExitStatus/serverError``.
    /// - Throws: ``Failure`` when there was no whole response, or it could not be recorded.
    func exchange(_ request: RequestFrame) throws(Failure) -> ExitStatus {
        let (exchange, recordingFailure) = try perform(request)
        show(exchange)
        let status = try status(of: exchange)
        if let recordingFailure { throw recordingFailure }
        return status
    }

    /// Shows the response or, as JSON, the whole exchange.
    func show(_ exchange: Exchange) {
        if settings.isDryRun { return }
        if settings.json {
            console.bytes(jsonLine(exchange))
        } else if exchange.failure == nil, let response = exchange.response {
            console.response(response.bytes, time: isInteractive ? exchange.duration : nil)
        }
        if showsTimes { showTime(of: exchange) }
    }

    private func showTime(of exchange: Exchange) {
        // To a tenth of a millisecond.
        let time = Duration.microseconds(Int64((exchange.duration / .milliseconds(0.1)).rounded()) * 100)
        console.notice("ipcsh: \(time > .zero ? DurationOption.text(time) : "0ms")")
    }

    /// What an exchange comes to.
    ///
    /// - Returns: ``ExitStatus/ok`` or ``ExitStatus/serverError``.
    /// - Throws: ``Failure`` when there was no whole response.
    func status(of exchange: Exchange) throws(Failure) -> ExitStatus {
        if let failure = exchange.failure {
            throw Failure(failure.code == .cancelled ? .interrupted : .exchangeFailed, Diagnostics.message(failure))
        }
        return exchange.response.map { Reply($0.bytes) } == .error ? .serverError : .ok
    }

    /// Sends a request and records what comes of it, without showing it.
    ///
    /// - Returns: the exchange, and why it could not be recorded, if so.
    func perform(_ request: RequestFrame) throws(Failure) -> (exchange: Exchange, recording: Failure?) {
        if settings.isDryRun { return (notSent(request), nil) }
        let client = try currentClient()
        try prepareRecording()
        let start = ContinuousClock.now
        let exchange = client.exchange(request)
        return (exchange, record(exchange, start: start))
    }

    /// Shows a request that a dry run does not send. Whoever asks finds it answered with `O.k.`, at once.
    private func notSent(_ request: RequestFrame) -> Exchange {
        unsentRequests += 1
        if settings.json {
            console.bytes(jsonLine(Exchange(request: request, response: nil), number: unsentRequests))
        } else {
            console.line(TerminalText.escaped(bytes: request.encoded))
        }
        let exchange = Exchange(request: request, response: ResponseFrame(Array(Reply.okText.utf8)))
        lastExchange = exchange
        return exchange
    }

    /// Makes sure that the next exchange can be recorded, before it is made.
    func prepareRecording() throws(Failure) {
        let endpoint = try currentClient().endpoint
        do throws(Failure) {
            let mode = settings.policy.mode == .keepAlive ? "keep-alive" : "one-shot"
            let notice = try recorder.prepare(to: endpoint, mode: mode, redactions: settings.redactions)
            if let notice { console.notice("ipcsh: \(notice)") }
        } catch {
            if let failure = warnOfRecording(error) { throw failure }
        }
    }

    /// Counts an exchange and records it.
    ///
    /// - Returns: why it could not be recorded, if so.
    func record(_ exchange: Exchange, start: ContinuousClock.Instant) -> Failure? {
        tally.count(exchange)
        lastExchange = exchange
        if isInteractive, let endpoint = settings.endpoint { seen.take(exchange.request, to: endpoint) }
        do throws(Failure) {
            try recorder.record(exchange, start: start - self.start)
            return nil
        } catch {
            return warnOfRecording(error)
        }
    }

    /// A person is told once and goes on; a script stops.
    private func warnOfRecording(_ failure: Failure) -> Failure? {
        guard isInteractive else { return failure }
        if !hasWarnedOfRecording {
            hasWarnedOfRecording = true
            console.diagnostic("ipcsh: NOT RECORDED: \(failure.message)")
        }
        return nil
    }

    /// An exchange as a line, in the schema of session files.
    func jsonLine(_ exchange: Exchange, number: Int? = nil) -> [UInt8] {
        let recorded = RecordedExchange(exchange, number: number ?? tally.total)
        var line: [UInt8] = []
        recorded.appendLine(to: &line)
        line.append(UInt8(ascii: "\n"))
        return line
    }

    // MARK: Mock server

    /// Starts the embedded mock server, unless one runs already, and chooses it.
    ///
    /// - Parameter configuration: without one it listens on a free port, and treats connections as the settings do.
    @discardableResult
    func startMock(_ configuration: MockServer.Configuration? = nil) throws(Failure) -> Endpoint {
        if let mock {
            settings.endpoint = mock.endpoint
            return mock.endpoint
        }
        var standard = MockServer.Configuration(listen: .freePort)
        standard.mode = settings.policy.mode
        let configuration = configuration ?? standard
        do throws(MockServerError) {
            let mock = try MockServer.start(configuration)
            self.mock = mock
            settings.endpoint = mock.endpoint
            settings.note(.to, from: .command("mock"))
            return mock.endpoint
        } catch {
            throw Diagnostics.failure(error)
        }
    }

    func stopMock() {
        guard let mock else { return }
        mock.stop()
        self.mock = nil
        if settings.endpoint == mock.endpoint { disconnect() }
    }

    /// Makes the next exchange possible after the user has interrupted one.
    func forgetInterrupt() {
        _ = Signals.takeInterrupt()
        if Signals.ending == nil { cancellation?.reset() }
    }

    // MARK: Ending

    /// Ends the recording and the mock server.
    ///
    /// - Throws: ``Failure`` when the end of the recording could not be written.
    func finish() throws(Failure) {
        stopMock()
        try recorder.finish()
    }

    /// `8 exchanges: 8 ok; recorded in sessions/...jsonl`
    var summary: String {
        recorder.count > 0 && recorder.path != nil
            ? "\(tally.text); recorded in \(recorder.path ?? "")" : "\(tally.text); not recorded"
    }
}

extension Endpoint {
    /// A free port of the system's choice, for this machine only.
    static let freePort = Endpoint.tcp(host: "127.0.0.1", port: 0)
}
