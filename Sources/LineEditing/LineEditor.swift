import CLibEdit
import Platform

/// Lines typed at a terminal, edited with libedit; or just read, where there is nothing to edit with.
///
/// Belongs to one thread, and no two may read at a time in a process: libedit 3.1 shares its terminal's capabilities
/// between all editors. The program installs its signal handlers itself, without `SA_RESTART`, and they call
/// ``waker``.
package final class LineEditor {
    /// Asked when a signal or the ``waker`` ended the waiting for a key: whether to give up the line.
    package var shouldInterrupt: () -> Bool = { false }

    /// Answers the Tab key: the line, and the cursor as a UTF-8 offset in it.
    package var complete: ((_ line: String, _ cursor: Int) -> Completion)?

    /// Wakes the editor from signal handlers.
    package let waker = EditorWaker()

    /// Whether lines are edited: both sides are terminals that can move the cursor, and the locale is UTF-8.
    package var isEditing: Bool { editLine != nil }

    let history: History
    let input: Int32
    let output: Int32
    var editLine: OpaquePointer?
    private(set) var files: [UnsafeMutablePointer<FILE>] = []

    /// Stops the job as Ctrl-Z does everywhere: all of it, for a script that runs the program stops with it.
    var suspend: () -> Void = { kill(0, SIGTSTP) }

    var hasHistory = false

    /// The state of one ``readLine(prompt:)``.
    var ending: ReadResult?
    var assembler = UTF8Assembler()
    var suspendKey: UInt8?

    /// The key that the user's terminal has for it, usually Ctrl-Z.
    var ownSuspendKey: UInt8?
    var columns = 80
    var plainPrompt = ""
    private(set) var encodedPrompt: UnsafeMutablePointer<wchar_t>?

    /// Libedit keeps the pointer to a command's name.
    let commandName = LineEditor.wide(LineEditor.completeCommand)
    private var plainReader: PlainLineReader
    private let areTerminals: Bool

    /// - Parameters:
    ///   - input: what to read; the descriptor stays the caller's, and open, like the others.
    ///   - output: where prompt and line are shown.
    ///   - error: where libedit complains about a bad `~/.editrc` or an unknown terminal.
    ///   - programName: lines of `~/.editrc` that begin with `name:` are for this program only.
    ///   - history: what the arrow keys go through. The caller adds the lines.
    ///   - terminalType: nil is the environment's `TERM`.
    ///   - startupFile: nil is `~/.editrc`.
    package init(
        input: Int32,
        output: Int32,
        error: Int32,
        programName: String,
        history: History,
        terminalType: String? = nil,
        startupFile: String? = nil
    ) {
        self.history = history
        self.input = input
        self.output = output
        plainReader = PlainLineReader(input: input, waker: waker)
        areTerminals = isatty(input) == 1 && isatty(output) == 1
        let type = terminalType ?? getenv("TERM").map { String(cString: $0) } ?? ""
        guard areTerminals, !["", "dumb"].contains(type), UTF8Locale.isAvailable else { return }
        files = zip([input, output, error], ["r", "w", "w"]).compactMap { descriptor, mode in
            let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
            return copy < 0 ? nil : fdopen(copy, mode)
        }
        guard files.count == 3, let editLine = el_init(programName, files[0], files[1], files[2]) else { return }
        self.editLine = editLine
        configure(editLine, terminalType: terminalType, startupFile: startupFile)
    }

    deinit {
        // Gives the terminal back as it was found.
        if let editLine { el_end(editLine) }
        for file in files { fclose(file) }
        encodedPrompt?.deallocate()
        commandName.deallocate()
    }

    /// Waits for a line.
    package func readLine(prompt: Prompt) -> ReadResult {
        ending = nil
        waker.drain()
        // What has rung for it may have gone with the bell.
        if shouldInterrupt() { return .interrupted }
        guard let editLine else { return readPlainLine(prompt: prompt) }
        setPrompt(prompt)
        assembler.reset()
        // Before the prompt shows: keys typed from then on are for the editor.
        libedit_prepare_terminal(editLine, 1)
        takeOverSuspendKey()
        columns = currentColumns()
        var count: Int32 = 0
        let line = el_wgets(editLine, &count)
        if let ending { return ending }
        guard let line, count > 0 else {
            // Ctrl-D: libedit has written ^D.
            write("\n")
            return .endOfInput
        }
        let text = Self.text(line, count: Int(count))
        return .line(text.last == "\n" ? String(text.dropLast()) : text)
    }

    private func readPlainLine(prompt: Prompt) -> ReadResult {
        if areTerminals { send(prompt.plainText) }
        let result = plainReader.readLine(shouldInterrupt: shouldInterrupt)
        if areTerminals, result == .interrupted || result == .endOfInput { send("\n") }
        return result
    }

    /// Libedit asks for the prompt each time it draws.
    private func setPrompt(_ prompt: Prompt) {
        plainPrompt = prompt.plainText
        encodedPrompt?.deallocate()
        encodedPrompt = Self.wide(prompt.encoded)
    }
}
