import Glibc

extension PseudoTerminal {
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
        var actions = SpawnActions()
        // A session leader without a terminal that opens one gets it for its own.
        actions.open(devicePath, as: 0, mode: O_RDWR)
        actions.duplicate(0, as: 1)
        actions.duplicate(0, as: 2)
        adopt(
            try actions.spawn(
                program,
                arguments,
                environment: environment,
                directory: directory,
                leading: .session
            )
        )
    }
}
