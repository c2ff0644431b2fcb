import ArgumentParser

/// `for NAME in WORD ...; ... end`
struct ForCommand: BlockKeyword {
    static let configuration = CommandConfiguration(
        commandName: "for",
        abstract: "Run the commands up to 'end' for each of several words.",
        usage: "for NAME in WORD ...; ... end",
        discussion: """
            The variable has one word after the other. Patterns stand for local files, sorted by the bytes of their \
            names; one that matches nothing is an error. $* stands for the arguments of a script.

            Example: for f in scans/*.jpg; image $f --series left; expect ok; end
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "A name, in, and words.")
    var words: [String] = []
}
