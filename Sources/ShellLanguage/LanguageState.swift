package import Texts

/// What commands change while they run: variables, aliases, how the last one ended, which script it is.
package final class LanguageState {
    package var variables = Variables()
    package var aliases: [String: Alias] = [:]
    /// What `$1` and so on stand for; `nil` where there are no arguments.
    package var arguments: [String]?
    /// The status of the last command, `$?`.
    package var lastStatus = ExitStatus.ok
    /// Where the last command is, if the server answered it with an error and no 'expect' has judged that yet.
    package var unjudgedError: SourcePosition?
    /// Set by `quit`: the shell ends with this status.
    package var quitStatus: ExitStatus?
    /// Whether that status was asked for, whatever else has failed.
    package var quitStatusIsGiven = false
    /// The folder of the script that runs, for `${script_dir}`.
    package var scriptFolder: String?
    /// How many scripts run, each begun by the one before.
    package var scriptDepth = 0
    private var systemStatus: ExitStatus?

    package init() {}

    /// Keeps the exit status of a system's command for `$?`.
    package func keep(systemStatus: ExitStatus) {
        self.systemStatus = systemStatus
    }

    package func takeSystemStatus() -> ExitStatus? {
        systemStatus.take()
    }

    /// What the shell ends with once it was left.
    package func finalStatus(_ firstFailure: ExitStatus) -> ExitStatus {
        guard let quitStatus else { return firstFailure }
        return quitStatusIsGiven || firstFailure == .ok ? quitStatus : firstFailure
    }

    /// What a text that is read now may use.
    ///
    /// - Parameter checksVariables: whether it is read whole, so that a variable that nothing sets is a mistake.
    package func scope(_ catalog: any CommandCatalog, checksVariables: Bool) -> Scope {
        Scope(catalog, variables: checksVariables ? variables.names : nil, aliases: aliases)
    }
}
