/// A program that this one has started.
package struct ChildProcess {
    package enum Input {
        /// This program's stdin.
        case inherited
        /// Nothing.
        case empty
        /// What can be read from a descriptor.
        case descriptor(Int32)
    }

    /// Signals that this program ignores or handles, and that mean to another one what they always do.
    private static let ownSignals = [SIGINT, SIGQUIT, SIGPIPE, SIGXFSZ]

    private let process: pid_t

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - words: the program, looked for in `PATH` unless there is a slash in its name, and its arguments.
    ///   - path: the program, when the first word is only what it is to call itself.
    ///   - output: what its stdout is, if not ours.
    /// - Throws: ``SystemError`` when there is no such program, or it cannot be started.
    package init(_ words: [String], at path: String? = nil, input: Input = .inherited, output: Int32 = 1)
        throws(SystemError)
    {
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
        switch input {
        case .inherited: break
        case .empty: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        case .descriptor(let number): posix_spawn_file_actions_adddup2(&actions, number, 0)
        }
        if output != 1 { posix_spawn_file_actions_adddup2(&actions, output, 1) }
        // What is ignored here would stay ignored there.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in Self.ownSignals { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        guard let name = words.first else { throw SystemError(code: ENOENT) }
        var process = pid_t()
        let code = posix_spawnp(&process, path ?? name, &actions, &attributes, arguments, processEnvironment)
        if code != 0 { throw SystemError(code: code) }
        self.process = process
    }

    package func send(_ signal: Int32) {
        kill(process, signal)
    }

    /// Waits until the program has ended.
    ///
    /// - Parameter interrupted: called whenever a signal has interrupted the wait.
    /// - Returns: its exit status; 128 and the signal when one ended it; `nil` when nobody knows.
    @discardableResult
    package func wait(_ interrupted: () -> Void) -> Int32? {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return nil }
            interrupted()
        }
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}
