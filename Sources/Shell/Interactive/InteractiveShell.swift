import Texts

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
        while context.quitStatus == nil, !context.console.isOutputClosed, Signals.ending == nil {
            if let warning = lines.takeWarning() { context.console.notice("ipcsh: \(warning)") }
            context.tellMockTroubles()
            let pending = context.pendingText
            if context.forgetInterrupt() { lines.forgetPaste() }
            let prompt = pending.isEmpty ? prompt : [PromptSpan("...> ")]
            switch lines.readLine(prompt: prompt, confirmsPaste: context.settings.confirmsPaste) {
            case .line(let line):
                Signals.interruptsBreakLine(context.console.isOutputTerminal)
                run(pending.isEmpty ? line : pending + "\n" + line)
                Signals.interruptsBreakLine(false)
            case .refused(let reason):
                context.console.diagnostic("ipcsh: \(reason)")
                context.pendingText = ""
                context.lastStatus = .usage
            case .interrupted:
                context.pendingText = ""
            case .endOfInput:
                if pending.isEmpty { return context.lastStatus == .interrupted ? .interrupted : .ok }
                context.console.diagnostic("ipcsh: the command is not complete; dropped")
                context.pendingText = ""
            case .failed(let reason):
                context.console.diagnostic("ipcsh: the line cannot be read: \(reason)")
                return .exchangeFailed
            }
        }
        return context.quitStatus ?? .ok
    }

    private var prompt: [PromptSpan] {
        let spans = context.settings.prompt.spans(
            server: context.settings.endpoint.map { "\($0)" } ?? "not connected",
            isRecording: context.recorder.isOn && !context.recorder.hasFailed,
            status: context.lastStatus
        )
        return context.console.colorsOutput ? spans : spans.map { PromptSpan($0.text) }
    }

    /// Runs a text, or keeps it for the lines that it lacks.
    private func run(_ text: String) {
        let interpreter = Interpreter(context)
        context.forgetInterrupt()
        var text = text
        do throws(Failure) {
            if context.pendingText.isEmpty, let earlier = try HistoryExpansion.expand(text, lines.lines) {
                context.console.text(earlier)
                text = earlier
            }
        } catch {
            fail(error, interpreter)
            return
        }
        context.pendingText = ""
        do throws(Failure) {
            var scope = context.scope(checksVariables: false)
            let program = try interpreter.read(text, moreMayFollow: true, scope: &scope)
            lines.remember(text)
            _ = interpreter.run(program, file: nil, isWhole: true)
        } catch {
            if error.isIncomplete {
                context.pendingText = text
                return
            }
            lines.remember(text)
            fail(error, interpreter)
        }
    }

    private func fail(_ failure: Failure, _ interpreter: Interpreter) {
        interpreter.report(failure, at: SourcePosition(file: nil, line: 1, column: 1))
        context.lastStatus = failure.status
    }
}
