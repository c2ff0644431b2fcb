package import IPCClient
import IPCFraming
import MockCore
import MockServer
import ShellLanguage
import Texts

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
    var tally = ExchangeTally()
    /// The embedded mock server, when one runs.
    var mock: MockServer?
    /// Where it records.
    var mockRecording: String?
    let mockTroubles = MockTroubles()
    /// Where a person types lines; `nil` for scripts and single commands.
    var lineSource: (any LineSource)?
    /// Lines typed so far of a command that is not complete.
    var pendingText = ""
    /// Where values that 'set' chooses come from.
    var settingSource = SettingSource.command("set")
    var seen = SeenNames()
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
    var unsentRequests = 0
    private var systemStatus: ExitStatus?
    /// The folder of the script that runs, for `${script_dir}`.
    var scriptFolder: String?
    /// How many scripts run, each begun by the one before.
    var scriptDepth = 0

    private var client: Client?
    var hasWarnedOfRecording = false

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
        if let client { configure(client, recorder: recorder) }
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
        Expander(
            value: { name in self.value(of: name) },
            arguments: arguments,
            expandsPatterns: patterns,
            shouldStop: { Signals.isInterrupted || Signals.ending != nil }
        )
    }

    /// What a text that is read now may use.
    ///
    /// - Parameter checksVariables: whether it is read whole, so that a variable that nothing sets is a mistake.
    func scope(checksVariables: Bool) -> Scope {
        Scope(ShellCatalog(), variables: checksVariables ? variables.names : nil, aliases: aliases)
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

    /// Makes the next exchange possible after the user has interrupted one.
    func forgetInterrupt() {
        _ = Signals.takeInterrupt()
        if Signals.ending == nil { cancellation?.reset() }
    }

    // MARK: Ending

    /// Ends the recording and the mock server.
    ///
    /// - Throws: ``Failure`` when either recording lacks something; all that it lacks, a line each.
    func finish() throws(Failure) {
        do throws(Failure) {
            try stopMock()
        } catch {
            do throws(Failure) {
                try recorder.finish()
            } catch let other {
                throw Failure(error.status, "\(error.message)\n\(other.message)")
            }
            throw error
        }
        try recorder.finish()
    }

    /// `8 exchanges: 8 ok; recorded in sessions/...jsonl`
    var summary: String {
        recorder.count > 0 && recorder.path != nil
            ? "\(tally.text); recorded in \(recorder.path ?? "")" : "\(tally.text); not recorded"
    }
}
