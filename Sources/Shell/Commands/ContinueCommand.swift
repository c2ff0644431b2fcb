import ArgumentParser

/// `continue`
struct ContinueCommand: BlockKeyword {
    static let configuration = CommandConfiguration(
        commandName: "continue",
        abstract: "Go on with the next round of the innermost for or repeat.",
        usage: "continue",
        discussion: """
            Example: for f in *.jpg; if $f = test.jpg; continue; end; image $f; end
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "Nothing.")
    var words: [String] = []
}
