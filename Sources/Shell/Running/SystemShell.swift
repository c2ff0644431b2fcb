#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs commands of the system's shell.
enum SystemShell {
    /// Runs a command to its end. Meanwhile Ctrl-C and Ctrl-\ are for it alone, as with `system`.
    ///
    /// - Parameters:
    ///   - command: for `/bin/sh -c`.
    ///   - readsInput: whether it gets our stdin; else it finds an empty one.
    ///   - printsToError: whether its stdout is our stderr, because ours holds nothing but JSON.
    /// - Returns: its exit status; 128 and the signal when one ended it.
    /// - Throws: ``Failure`` when it cannot be started.
    static func run(_ command: String, readsInput: Bool, printsToError: Bool) throws(Failure) -> Int32 {
        let restore = Signals.ignoreInterrupts()
        defer { restore() }
        let (process, code) = start(command, readsInput: readsInput, printsToError: printsToError)
        guard code == 0 else { throw Failure(.exchangeFailed, "/bin/sh cannot be started: \(systemReason(code))") }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return 127 }
            // What ends us is to end it, too.
            if let signal = Signals.ending { kill(process, signal) }
        }
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    private static func start(
        _ command: String,
        readsInput: Bool,
        printsToError: Bool
    ) -> (process: pid_t, code: Int32) {
        #if canImport(Glibc)
            var attributes = posix_spawnattr_t()
            var actions = posix_spawn_file_actions_t()
        #else
            var attributes: posix_spawnattr_t?
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawnattr_init(&attributes)
        posix_spawn_file_actions_init(&actions)
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
        }
        // Ignored signals stay ignored in another program; ours are not to be ignored there.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGPIPE, SIGXFSZ, SIGINT, SIGQUIT] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        if !readsInput { posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) }
        if printsToError { posix_spawn_file_actions_adddup2(&actions, 2, 1) }
        let words: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(command)]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, words + [nil], environ)
        return (process, code)
    }
}
