#if canImport(Glibc)
    // For `environ`, which nothing here changes.
    @preconcurrency import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program that lets the user scroll through what is written to it.
///
/// While it runs Ctrl-C is its own. The terminal is afterwards as it was before, even if the pager was killed.
final class Pager {
    /// It leaves at once what fits on the screen, shows colours, and leaves the text there.
    private static let standard = "less -FRX"

    /// Whether nobody reads on: the user has left it.
    private(set) var isClosed = false

    private let process: pid_t
    private let input: Int32
    private var interruptAction: sigaction
    private var terminal: termios?

    /// Whether the environment asks for one.
    static func isWanted(_ environment: [String: String]) -> Bool {
        // On a terminal that can only go forward 'less' would ask questions.
        if environment["PAGER"] == nil, environment["TERM"].map({ $0.isEmpty || $0 == "dumb" }) ?? true { return false }
        let command = command(environment).split(whereSeparator: { $0 == " " || $0 == "\t" })
        return !command.isEmpty && command != ["cat"]
    }

    /// - Returns: `nil` when it cannot be started.
    static func start(_ console: Console, _ environment: [String: String]) -> Pager? {
        let command = command(environment)
        var words = command.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
        // A shell is needed only for more than a program and its arguments; without one it is known what cannot start.
        if command.unicodeScalars.contains(where: { "|&;<>()$`\\\"'*?[#~=%!{}\n".unicodeScalars.contains($0) }) {
            words = ["/bin/sh", "-c", command]
        }
        let (pager, code) = spawn(words)
        if let pager { return pager }
        if environment["PAGER"] != nil {
            console.notice("ipcsh: the pager '\(command)' cannot be started: \(systemReason(code))")
        }
        return nil
    }

    private static func command(_ environment: [String: String]) -> String {
        environment["PAGER"] ?? standard
    }

    private init(process: pid_t, input: Int32, interruptAction: sigaction, terminal: termios?) {
        self.process = process
        self.input = input
        self.interruptAction = interruptAction
        self.terminal = terminal
    }

    func line(_ text: String) {
        guard !isClosed else { return }
        var rest = Array((text + "\n").utf8)[...]
        while !rest.isEmpty, !isClosed {
            let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else {
                // A user who reads the first page lets this wait; a signal that ends the program does not.
                isClosed = errno != EINTR || Signals.ending != nil
            }
        }
    }

    /// Waits until the user has read.
    func finish() {
        close(input)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {
            if Signals.ending != nil { kill(process, SIGTERM) }
        }
        sigaction(SIGINT, &interruptAction, nil)
        // A pager that was killed may have left the terminal without echo.
        if var terminal, tcgetpgrp(1) == getpgrp() { tcsetattr(1, TCSADRAIN, &terminal) }
        isClosed = true
    }

    /// - Returns: the pager, or the system's reason why there is none.
    private static func spawn(_ words: [String]) -> (Pager?, Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (nil, errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        #if canImport(Glibc)
            var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
        #else
            var (actions, attributes): (posix_spawn_file_actions_t?, posix_spawnattr_t?) = (nil, nil)
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        // What this program ignores the pager need not.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGPIPE, SIGXFSZ] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

        var terminal = termios()
        let isTerminal = tcgetattr(1, &terminal) == 0
        var (ignoring, before) = (sigaction(), sigaction())
        sigaction(SIGINT, nil, &before)
        ignoring = before
        #if canImport(Glibc)
            ignoring.__sigaction_handler.sa_handler = SIG_IGN
        #else
            ignoring.__sigaction_u.__sa_handler = SIG_IGN
        #endif
        sigaction(SIGINT, &ignoring, nil)
        var process = pid_t()
        let code = withStrings(words) { arguments in
            arguments[0].map { posix_spawnp(&process, $0, &actions, &attributes, arguments, variables) } ?? ENOENT
        }
        guard code == 0 else {
            sigaction(SIGINT, &before, nil)
            close(ends[1])
            return (nil, code)
        }
        let saved = isTerminal ? terminal : nil
        return (Pager(process: process, input: ends[1], interruptAction: before, terminal: saved), 0)
    }

    /// All of this process's environment.
    private static var variables: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
        #if canImport(Glibc)
            environ
        #else
            _NSGetEnviron().pointee
        #endif
    }

    /// Calls `body` with C strings, and a null pointer behind them.
    private static func withStrings<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers)
    }
}
