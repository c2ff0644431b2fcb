import CommandSpec
package import IPCClient
import IPCFraming
package import Operations
import ShellLanguage
import Texts

/// All that the commands of one shell share: where it is connected, its settings, what came last.
package final class ShellContext {
    package let console: Console
    let environment: [String: String]
    let observer: ConsoleObserver
    let exchanger: Exchanger
    let mock: EmbeddedMock
    /// Whether a person types the commands: then nothing stops at a failure.
    let isInteractive: Bool

    var settings: Settings {
        get { exchanger.settings }
        set {
            exchanger.settings = newValue
            applySettings()
        }
    }
    /// Ends the exchange under way when the user interrupts.
    var cancellation: Cancellation? { exchanger.cancellation }
    var variables = Variables()
    /// The status of the last command, `$?`.
    var lastStatus = ExitStatus.ok
    /// Where the last command is, if the server answered it with an error and no 'expect' has judged that yet.
    var unjudgedError: SourcePosition?
    /// Where a person types lines; `nil` for scripts and single commands.
    var lineSource: (any LineSource)?
    /// Lines typed so far of a command that is not complete.
    var pendingText = ""
    /// Where values that 'set' chooses come from.
    var settingSource = SettingSource.command("set")
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
    private var systemStatus: ExitStatus?
    /// The folder of the script that runs, for `${script_dir}`.
    var scriptFolder: String?
    /// How many scripts run, each begun by the one before.
    var scriptDepth = 0

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
        self.isInteractive = isInteractive
        observer = ConsoleObserver(console, cancellation: cancellation)
        exchanger = Exchanger(
            settings,
            recorder: Recorder(recording, via: via, environment: environment),
            observer: observer,
            cancellation: cancellation,
            isInteractive: isInteractive
        )
        mock = EmbeddedMock(exchanger)
        applySettings()
    }

    private func applySettings() {
        console.colorMode = settings.color
        console.outputIsJSON = settings.json
        console.verbosity = settings.verbosity
    }

    // MARK: Variables

    /// The value of a variable, or `nil` when there is none of that name.
    func value(of name: String) -> String? {
        switch name {
        case "?": String(lastStatus.rawValue)
        case "last": exchanger.lastExchange.map { String(decoding: $0.response?.bytes ?? [], as: UTF8.self) } ?? ""
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

    /// Runs something with other options, and goes back to the settings as they were.
    func with<Result>(
        _ options: ParsedArguments,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var changed = settings
        try SharedOptions.apply(options, to: &changed)
        defer { applySettings() }
        return try exchanger.with(changed, recording: SharedOptions.recording(options)) { () throws(Failure) in
            applySettings()
            if options[SharedOptions.mock], !changed.isDryRun { try mock.start() }
            return try body()
        }
    }

    /// Makes the next exchange possible after the user has interrupted one.
    ///
    /// - Returns: whether there was an interrupt.
    @discardableResult
    func forgetInterrupt() -> Bool {
        Signals.forgetInterrupt()
    }

    // MARK: Ending

    /// Ends the recording and the mock server.
    ///
    /// - Throws: ``Failure`` when either recording lacks something; all that it lacks, a line each.
    func finish() throws(Failure) {
        do throws(Failure) {
            try mock.stop()
        } catch {
            do throws(Failure) {
                try exchanger.recorder.finish()
            } catch let other {
                throw Failure(error.status, "\(error.message)\n\(other.message)")
            }
            throw error
        }
        try exchanger.recorder.finish()
    }
}
