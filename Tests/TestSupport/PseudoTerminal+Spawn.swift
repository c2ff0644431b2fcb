import Glibc

extension PseudoTerminal {
    /// POSIX_SPAWN_SETSID of glibc and musl.
    private static let setsid: Int32 = 0x80

    /// Starts a program that has this terminal for its own: standard input, output, error, and Ctrl-C.
    ///
    /// - Parameters:
    ///   - program: the path.
    ///   - environment: all of it; nothing is inherited.
    ///   - directory: where the program starts; the tests' own folder if nil.
    package func spawn(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = ["TERM": "xterm", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"],
        directory: String? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // A session leader without a terminal that opens one gets it for its own.
        posix_spawn_file_actions_addopen(&actions, 0, devicePath, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        let flags = Self.setsid | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))

        // Only the C library of GNU can spawn in another folder.
        let move = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#]
        let command = (directory.map { move + [$0] } ?? []) + [program] + arguments
        let words = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process = pid_t()
        let code = posix_spawn(&process, command[0], &actions, &attributes, words, variables)
        guard code == 0 else { throw SystemError("start \(program)", code: code) }
        adopt(process)
    }
}
