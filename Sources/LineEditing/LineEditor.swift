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

    /// A descriptor to watch while a key is waited for; `nil` for none.
    package var watched: () -> Int32? = { nil }

    /// Takes what can be read there, and gives back what to tell, in lines, above the line that is edited.
    package var handleWatched: () -> [String] = { [] }

    /// Wakes the editor from signal handlers.
    package let waker = EditorWaker()

    /// Whether lines are edited: both sides are terminals that can move the cursor, and the locale is UTF-8.
    package var isEditing: Bool { editLine != nil }

    let history: History
    let input: Int32
    let output: Int32
    var editLine: OpaquePointer?
    private var files: [UnsafeMutablePointer<FILE>] = []

    /// Stops the job as Ctrl-Z does everywhere: all of it, for a script that runs the program stops with it.
    var suspend: () -> Void = { kill(0, SIGTSTP) }

    var hasHistory = false

    /// The state of one ``readLine(prompt:)``.
    var ending: ReadResult?
    var assembler = UTF8Assembler()
    var suspendKey: UInt8?

    /// The key that the user's terminal has for it, usually Ctrl-Z.
    var ownSuspendKey: UInt8?
    var prompt = Prompt("")
    var columns = 80
    var view = LineView()
    private(set) var sink: EditorSink?

    /// What was pasted and is still to be run, line by line; the last one is not ended.
    var pasted: [String] = []
    /// Characters that libedit gets before the next key.
    var injected: ArraySlice<Unicode.Scalar> = []
    /// Whether the terminal marks what is pasted.
    var bracketsPaste = false
    /// How much was typed and where the cursor was, before the last key.
    var lastTyped = (count: 0, cursor: 0)
    /// Whether a question stands below the line.
    var isAsking = false
    /// Where the cursor was before the last Escape: in vi's insert mode that moves it.
    var cursorBeforeEscape = 0
    /// Whether something was typed that is not UTF-8, which shows as U+FFFD.
    var hasInvalidBytes = false

    /// Whether a paste of several lines is shown before it runs, and the user asked.
    package var confirmsPaste = false

    /// Libedit keeps the pointers to the names of commands.
    let commandNames = [LineEditor.completeCommand, LineEditor.pasteCommand].map(LineEditor.wide)
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
        files = zip([input, error], ["r", "w"]).compactMap { descriptor, mode in
            let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
            return copy < 0 ? nil : fdopen(copy, mode)
        }
        sink = EditorSink()
        guard files.count == 2, let sink,
            let editLine = el_init_fd(programName, files[0], sink.file, files[1], input, output, error)
        else { return }
        self.editLine = editLine
        configure(editLine, terminalType: terminalType, startupFile: startupFile)
    }

    deinit {
        // Gives the terminal back as it was found.
        if let editLine { el_end(editLine) }
        for file in files { fclose(file) }
        for name in commandNames { name.deallocate() }
    }

    /// Waits for a line.
    package func readLine(prompt: Prompt) -> ReadResult {
        ending = nil
        waker.drain()
        // What has rung for it may have gone with the bell.
        if shouldInterrupt() { return .interrupted }
        guard let editLine else { return readPlainLine(prompt: prompt) }
        self.prompt = prompt
        assembler.reset()
        hasInvalidBytes = false
        lastTyped = (0, 0)
        // For libedit, the rest of what was pasted is pasted into the next line.
        injected = pasted.isEmpty ? [] : Self.pasteStart[...]
        // Before the prompt shows: keys typed from then on are for the editor.
        libedit_prepare_terminal(editLine, 1)
        takeOverSuspendKey()
        columns = window.columns
        var count: Int32 = 0
        let line = el_wgets(editLine, &count)
        if let ending { return ending }
        guard let line, count > 0 else {
            show()
            leaveLine("^D")
            return .endOfInput
        }
        let ended = Self.text(line, count: Int(count))
        let text = ended.last == "\n" ? String(ended.dropLast()) : ended
        draw(text.unicodeScalars, cursor: .max)
        leaveLine()
        // Whatever takes its place would be another name.
        if hasInvalidBytes, text.unicodeScalars.contains("\u{FFFD}") { return .invalid }
        return .line(text)
    }

    /// Drops what was pasted and has not run yet.
    package func forgetPaste() {
        pasted = []
    }

    private func readPlainLine(prompt: Prompt) -> ReadResult {
        if areTerminals { send(prompt.plainText) }
        let result = plainReader.readLine(shouldInterrupt: shouldInterrupt)
        if areTerminals, result == .interrupted || result == .endOfInput { send("\n") }
        return result
    }
}
