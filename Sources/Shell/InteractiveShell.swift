import Commands
import Operations
import ShellLanguage
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
        var reader = ProgramReader()
        while context.state.quitStatus == nil, !context.console.isOutputClosed, Signals.ending == nil {
            if let warning = lines.takeWarning() { context.console.notice("ipcsh: \(warning)") }
            context.commands.mock.tellTroubles()
            if context.forgetInterrupt() { lines.forgetPaste() }
            let prompt = reader.isOpen ? [PromptSpan("...> ")] : prompt
            switch lines.readLine(prompt: prompt, confirmsPaste: context.settings.confirmsPaste) {
            case .line(let line):
                Signals.interruptsBreakLine(context.console.isOutputTerminal)
                run(line, with: &reader)
                Signals.interruptsBreakLine(false)
            case .refused(let reason):
                context.console.diagnostic("ipcsh: \(reason)")
                forget(&reader)
                context.state.lastStatus = .usage
            case .interrupted: forget(&reader)
            case .endOfInput:
                if !reader.isOpen { return context.state.lastStatus == .interrupted ? .interrupted : .ok }
                context.console.diagnostic("ipcsh: the command is not complete; dropped")
                forget(&reader)
            case .failed(let reason):
                context.console.diagnostic("ipcsh: the line cannot be read: \(reason)")
                return .exchangeFailed
            }
        }
        return context.state.quitStatus ?? .ok
    }

    private var prompt: [PromptSpan] {
        let spans = context.settings.prompt.spans(
            server: context.settings.endpoint.map { "\($0)" } ?? "not connected",
            isRecording: context.commands.exchanger.recorder.isOn && !context.commands.exchanger.recorder.hasFailed,
            status: context.state.lastStatus
        )
        return context.console.colorsOutput ? spans : spans.map { PromptSpan($0.text) }
    }

    private func forget(_ reader: inout ProgramReader) {
        reader.reset()
        context.pendingText = ""
    }

    /// Runs what a line completes, if it does.
    private func run(_ line: String, with reader: inout ProgramReader) {
        let interpreter = Interpreter(context)
        context.forgetInterrupt()
        var line = line
        if reader.isOpen {
            context.pendingText += "\n"
        } else {
            do throws(Failure) {
                if let earlier = try HistoryExpansion.expand(line, lines.lines) {
                    context.console.text(earlier)
                    line = earlier
                }
            } catch {
                fail(error, interpreter)
                return
            }
        }
        context.pendingText += line
        do throws(Failure) {
            let program = try interpreter.read(line, with: &reader)
            if reader.isOpen { return }
            lines.remember(SecretsInLine.hidden(in: context.pendingText))
            context.pendingText = ""
            if let program { _ = interpreter.run(program, file: nil, isWhole: true) }
        } catch {
            lines.remember(SecretsInLine.hidden(in: context.pendingText))
            forget(&reader)
            fail(error, interpreter)
        }
    }

    private func fail(_ failure: Failure, _ interpreter: Interpreter) {
        interpreter.report(failure, at: SourcePosition(file: nil, line: 1, column: 1))
        context.state.lastStatus = failure.status
    }
}
