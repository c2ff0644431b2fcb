import Glibc
import Platform
import TestSupport

@testable import LineEditing

/// An editor in a thread of its own, on a terminal that the test sits at.
///
/// The thread asks for lines and shows each result on the terminal as `<line:...>`, `<interrupted>`, `<end>`.
final class EditorSession {
    /// What the editor's thread needs.
    final class Setup: Sendable {
        let device: Int32
        let prompt: Prompt
        let history: [String]
        let terminalType: String
        let startupFile: String
        let configure: @Sendable (LineEditor) -> Void
        let waker = Guarded<EditorWaker?>(nil)

        init(
            device: Int32,
            prompt: Prompt,
            history: [String],
            terminalType: String,
            startupFile: String,
            configure: @escaping @Sendable (LineEditor) -> Void
        ) {
            self.device = device
            self.prompt = prompt
            self.history = history
            self.terminalType = terminalType
            self.startupFile = startupFile
            self.configure = configure
        }

        func run() {
            // Threads that Dispatch starts, which run the tests, block signals; ours has inherited that.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGUSR1)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)

            let history = History(path: nil)
            self.history.forEach(history.add)
            let editor = LineEditor(
                input: device,
                output: device,
                error: device,
                programName: "test",
                history: history,
                terminalType: terminalType,
                startupFile: startupFile
            )
            waker.withLock { $0 = editor.waker }
            configure(editor)
            while true {
                switch editor.readLine(prompt: prompt) {
                case .line(let line):
                    history.add(line)
                    show("<line:\(line)>")
                case .invalid: show("<invalid>")
                case .interrupted: show("<interrupted>")
                case .endOfInput: return show("<end>")
                case .failed(let code): return show("<failed:\(code)>")
                }
            }
        }

        private func show(_ text: String) {
            _ = Array((text + "\n").utf8).withUnsafeBytes { write(device, $0.baseAddress, $0.count) }
        }

        deinit { close(device) }
    }

    let terminal: PseudoTerminal
    private let setup: Setup
    private let promptEnd: String
    private let thread: pthread_t

    init(
        columns: Int = 80,
        prompt: Prompt = Prompt("> "),
        history: [String] = [],
        terminalType: String = "xterm",
        startupFile: String = "/dev/null",
        configure: @escaping @Sendable (LineEditor) -> Void = { _ in }
    ) throws {
        _ = Self.quietHandler
        terminal = try PseudoTerminal(columns: columns)
        setup = Setup(
            device: fcntl(terminal.device, F_DUPFD_CLOEXEC, 0),
            prompt: prompt,
            history: history,
            terminalType: terminalType,
            startupFile: startupFile,
            configure: configure
        )
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { argument in
                if let argument { Unmanaged<Setup>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            },
            Unmanaged.passRetained(setup).toOpaque()
        )
        guard code == 0 else { throw SystemError("pthread_create", code: code) }
        self.thread = thread
        // Not the whole prompt: libedit leaves out combining characters when it draws.
        promptEnd = String(prompt.plainText.suffix(2))
        try terminal.expect(promptEnd)
    }

    deinit {
        terminal.hangUp()
        pthread_join(thread, nil)
    }

    /// Types, presses Enter and waits for the line and the next prompt: until then the terminal would take some keys,
    /// such as Ctrl-D, for itself.
    func enter(_ text: String, expecting line: String) throws {
        try terminal.send(text + "\r")
        try terminal.expect("<line:\(line)>\r\n")
        try terminal.expect(promptEnd)
    }

    /// What a handler does in a program.
    func wake() {
        setup.waker.withLock { $0 }?.wake()
    }

    /// What a handler of SIGCONT does in a program.
    func wakeContinued() {
        setup.waker.withLock { $0 }?.continued()
    }

    /// Interrupts the editor's waiting, again and again until the effect shows: it may not wait yet.
    func signal(until condition: () throws -> Void) throws {
        for _ in 0..<1000 {
            pthread_kill(thread, SIGUSR1)
            if (try? condition()) != nil { return }
        }
        try condition()
    }

    /// Without SA_RESTART, so that the signal interrupts; in place for the whole process.
    private static let quietHandler: Bool = {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in }
        return sigaction(SIGUSR1, &action, nil) == 0
    }()
}
