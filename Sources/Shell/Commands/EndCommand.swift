import ArgumentParser

/// `end`
struct EndCommand: BlockKeyword {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "End a block of if, for or repeat.",
        usage: "end",
        discussion: """
            Example: for f in a.jpg b.jpg; image $f; end
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "Nothing.")
    var words: [String] = []
}
