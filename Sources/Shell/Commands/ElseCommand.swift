import ArgumentParser

/// `else [if CONDITION]`
struct ElseCommand: BlockKeyword {
    static let configuration = CommandConfiguration(
        commandName: "else",
        abstract: "Run the commands up to 'end' if no condition before it held.",
        usage: "else [if CONDITION]",
        discussion: """
            Example: if ok; echo imported; else if ~ 'could not be read'; echo no such file; else; fail ${last}; end
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "if and a condition.")
    var words: [String] = []
}
