import ArgumentParser

/// `repeat N COMMAND | repeat N; ... end`
struct RepeatCommand: BlockKeyword {
    static let configuration = CommandConfiguration(
        commandName: "repeat",
        abstract: "Run a command, or the commands up to 'end', several times.",
        usage: "repeat N COMMAND | repeat N; ... end",
        discussion: """
            Example: repeat 3 image C:/temp/example.jpg
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "A number and a command.")
    var words: [String] = []
}
