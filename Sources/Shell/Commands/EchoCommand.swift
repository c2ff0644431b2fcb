import ArgumentParser
import Texts

/// `echo TEXT`
struct EchoCommand: QuickCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo",
        abstract: "Print words, with their variables expanded.",
        usage: "echo TEXT"
    )

    @Argument(parsing: .captureForPassthrough, help: "Words.")
    var words: [String] = []

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        context.console.text(words.joined(separator: " "), key: "echo")
        return .ok
    }
}

extension EchoCommand {
    static func quick(_ words: [String]) -> EchoCommand {
        var command = plain
        command.words = words
        return command
    }

    private static let plain = {
        var command = EchoCommand()
        command.words = []
        return command
    }()

    /// Every word is a text, but for those that ask for help.
    static func parseQuickly(_ words: [String]) -> EchoCommand? {
        words == ["--help"] || words == ["-h"] || words.first == "--" ? nil : quick(words)
    }
}
