import ArgumentParser

/// `if CONDITION; ... [else if CONDITION; ...] [else; ...] end`
struct IfCommand: BlockKeyword {
    static let configuration = CommandConfiguration(
        commandName: "if",
        abstract: "Run the commands up to 'else' or 'end' if a condition holds.",
        usage: "if CONDITION; ... [else if CONDITION; ...] [else; ...] end",
        discussion: """
            Conditions: ok, error, ~ REGEX and time < TIME judge the last exchange as 'expect' does; failed: the last \
            command failed, whatever it was; exists FILE: there is such a file or folder here; A = B, A != B: two texts \
            are the same, or are not. 'not' before a condition turns it round.

            Right behind a command, all but time, exists, = and != judge an error that the server answered: the script \
            goes on. 'if failed' right behind a command goes on after any failure of it.

            Example: if error; echo the server says: ${last}; end
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "A condition.")
    var words: [String] = []
}
