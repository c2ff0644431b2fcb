import ArgumentParser

/// `echo TEXT`
struct EchoCommand: QuickCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo",
        abstract: "Print words, with their variables expanded.",
        usage: "echo TEXT"
    )

    @Argument(parsing: .remaining, help: "Words.")
    var words: [String] = []

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        context.console.text(words.joined(separator: " "))
        return .ok
    }
}

extension EchoCommand {
    init(quick words: [String]) {
        self.words = words
    }
}
