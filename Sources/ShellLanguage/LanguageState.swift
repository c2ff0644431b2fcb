package import Templates
package import Texts

/// What commands change while they run: variables, aliases, how the last one ended, which script it is.
package final class LanguageState {
    private var ownVariables = Variables()
    /// The variables: those of the call that runs, else the shell's own.
    package var variables: Variables {
        get { frame?.variables ?? ownVariables }
        _modify {
            if frame != nil { yield &frame!.variables } else { yield &ownVariables }
        }
    }
    /// The call of a command of the user's that runs, if one does.
    package private(set) var frame: CallFrame?
    /// Whether calls that went too deep are all being left.
    package var leavesCalls = false
    package var definitions = Definitions()
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

    /// The value of a variable of the call that runs, else of the shell's own.
    package func value(of name: String) -> TemplateValue? {
        frame?.value(of: name) ?? ownVariables[name].map { .one($0) }
    }

    /// Begins a call.
    ///
    /// - Returns: the one around it, to go back to.
    package func enter(_ new: CallFrame) -> CallFrame? {
        defer { frame = new }
        return frame
    }

    /// Ends a call.
    package func leave(to before: CallFrame?) {
        frame = before
        if before == nil { leavesCalls = false }
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
        Scope(
            catalog,
            variables: checksVariables ? variables.names : nil,
            aliases: aliases,
            definitions: definitions,
            variablesBefore: ownVariables
        )
    }
}
