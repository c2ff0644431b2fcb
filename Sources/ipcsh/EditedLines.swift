import LineEditing
import Operations
import Shell

/// Lines typed at the terminal, with the shell's history and completion.
final class EditedLines: LineSource {
    private let editor: LineEditor
    private let editorHistory: History

    init(completer: Completer, historyPath: String?) {
        editorHistory = History(path: historyPath)
        editor = LineEditor(input: 0, output: 1, error: 2, programName: "ipcsh", history: editorHistory)
        editor.shouldInterrupt = { Signals.hasArrived }
        editor.complete = { line, cursor in
            let answer = completer.complete(line, cursor)
            return Completion(
                replace: answer.replaced,
                candidates: answer.candidates.map { candidate in
                    Candidate(insertion: candidate.insertion, display: candidate.display, isFinal: candidate.isFinal)
                },
                usage: answer.usage.map { "usage: \($0)" }
            )
        }
        let waker = editor.waker
        Signals.wakes { hasContinued in
            if hasContinued { waker.continued() } else { waker.wake() }
        }
    }

    func takeWarning() -> String? { editorHistory.takeWarning() }

    var lines: [(number: Int, text: String)] {
        editorHistory.entries.map { ($0.number, $0.text) }
    }

    func readLine(prompt: [PromptSpan], confirmsPaste: Bool) -> LineInput {
        editor.confirmsPaste = confirmsPaste
        let spans = prompt.map { Prompt.Span($0.text, style: $0.escape) }
        return switch editor.readLine(prompt: Prompt(spans)) {
        case .line(let line): .line(line)
        case .invalid: .refused("the line is not UTF-8 (\u{FFFD} shows where); not run")
        case .interrupted: .interrupted
        case .endOfInput: .endOfInput
        case .failed(let code): .failed("error \(code)")
        }
    }

    func forgetPaste() {
        editor.forgetPaste()
    }

    func watch(_ descriptor: @escaping () -> Int32?, _ handle: @escaping () -> [String]) {
        editor.watched = descriptor
        editor.handleWatched = handle
    }

    func remember(_ line: String) {
        editorHistory.add(line)
    }
}
