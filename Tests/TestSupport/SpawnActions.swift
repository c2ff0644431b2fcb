import Glibc

/// What is done to the descriptors of a program that is started.
struct SpawnActions: ~Copyable {
    private var actions = posix_spawn_file_actions_t()

    init() {
        posix_spawn_file_actions_init(&actions)
    }

    deinit {
        var actions = actions
        posix_spawn_file_actions_destroy(&actions)
    }

    mutating func open(_ path: String, as descriptor: Int32, mode: Int32 = O_RDONLY) {
        posix_spawn_file_actions_addopen(&actions, descriptor, path, mode, 0)
    }

    mutating func duplicate(_ descriptor: Int32, as other: Int32) {
        posix_spawn_file_actions_adddup2(&actions, descriptor, other)
    }

    mutating func use(_ other: Int32, as descriptor: Int32) {
        // The program expects calls that block.
        _ = fcntl(other, F_SETFL, 0)
        posix_spawn_file_actions_adddup2(&actions, other, descriptor)
    }

    /// What a started program is the leader of.
    enum Leadership {
        /// A process group, so that a Ctrl-C to the tests does not end it before them.
        case group
        /// A session: the terminal that it opens first becomes its own.
        case session

        fileprivate var flag: Int32 {
            switch self {
            case .group: POSIX_SPAWN_SETPGROUP
            // POSIX_SPAWN_SETSID of glibc and musl, which Swift does not see.
            case .session: 0x80
            }
        }
    }

    /// Starts the program, with default dispositions for all signals and no other descriptors.
    mutating func spawn(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        directory: String?,
        leading leadership: Leadership = .group
    ) throws -> Int32 {
        // Other tests open descriptors at the same time, and not all can be marked to be closed in one go: one that is
        // inherited here would keep their peers waiting for an end of stream. Closing what is not open does no harm.
        // Those of the tests with thousands of connections, too.
        for descriptor in Int32(3)..<8192 { posix_spawn_file_actions_addclose(&actions, descriptor) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | leadership.flag
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
        return process
    }
}

/// The two ends of a pipe, neither of which a program that another thread starts inherits. Neither blocks.
struct Pipe {
    let reading: Int32
    let writing: Int32

    /// By name, as only that way the ends are closed at `exec` from their beginning.
    init() throws {
        let folder = try TemporaryDirectory()
        let path = folder.file("pipe")
        guard mkfifo(path, 0o600) == 0 else { throw SystemError("mkfifo") }
        reading = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        writing = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        guard reading >= 0, writing >= 0 else { throw SystemError("open a pipe") }
        withExtendedLifetime(folder) {}
    }
}
