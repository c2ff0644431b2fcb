/// Reads lines and runs them, until the user leaves.
struct InteractiveShell {
    private let context: ShellContext
    private let lines: any LineSource

    init(context: ShellContext, lines: any LineSource) {
        self.context = context
        self.lines = lines
    }

    /// - Returns: the status that the program ends with.
    func run() -> ExitStatus {
        context.console.line("ipcsh \(Version.current): 'help' lists the commands, Tab completes, Ctrl-D leaves.")
        if let warning = lines.warning { context.console.notice("ipcsh: \(warning)") }
        var pending = ""
        while context.quitStatus == nil, !context.console.isOutputClosed, Signals.ending == nil {
            switch lines.readLine(prompt: pending.isEmpty ? prompt : "...> ") {
            case .line(let line):
                let text = pending.isEmpty ? line : pending + "\n" + line
                pending = run(text) ? "" : text
            case .interrupted:
                pending = ""
                context.forgetInterrupt()
            case .endOfInput:
                if pending.isEmpty { return context.lastStatus == .interrupted ? .interrupted : .ok }
                context.console.diagnostic("ipcsh: the command is not complete; dropped")
                pending = ""
            case .failed(let reason):
                context.console.diagnostic("ipcsh: the line cannot be read: \(reason)")
                return .exchangeFailed
            }
        }
        return context.quitStatus ?? .ok
    }

    private var prompt: String {
        "\(context.settings.endpoint.map { "\($0)" } ?? "not connected")> "
    }

    /// - Returns: whether the command was complete.
    private func run(_ text: String) -> Bool {
        let interpreter = Interpreter(context)
        context.forgetInterrupt()
        do throws(Failure) {
            _ = try interpreter.run(text, moreMayFollow: true)
        } catch {
            if error.isIncomplete { return false }
            interpreter.report(error, at: SourcePosition(file: nil, line: 1, column: 1))
            context.lastStatus = error.status
        }
        lines.remember(text)
        return true
    }
}
