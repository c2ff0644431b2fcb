import ArgumentParser

/// `break`
struct BreakCommand: BlockKeyword {
    static let configuration = CommandConfiguration(
        commandName: "break",
        abstract: "Leave the innermost for or repeat.",
        usage: "break",
        discussion: """
            Example: for f in *.jpg; image $f; if error; break; end; end
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "Nothing.")
    var words: [String] = []
}
