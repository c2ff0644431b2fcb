import ArgumentParser

/// `watch TIME COMMAND`
struct WatchCommand: BlockKeyword {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Run a command again and again, until Ctrl-C.",
        usage: "watch [--count N] TIME COMMAND",
        discussion: """
            The time is that between two runs. In an interactive shell the screen is cleared before each. A failure ends \
            it in a script, unless --keep-going.

            Example: watch 2s mock status
            """
    )

    @Option(name: [.long, .customShort("n")], help: ArgumentHelp("Stop after so many runs.", valueName: "n"))
    var count: String?

    @Argument(parsing: .captureForPassthrough, help: "A time and a command.")
    var words: [String] = []
}
