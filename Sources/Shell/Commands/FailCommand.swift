import ArgumentParser
import Texts

/// `fail TEXT`
struct FailCommand: QuickCommand {
    static let configuration = CommandConfiguration(
        commandName: "fail",
        abstract: "Fail with a message of yours, and exit status 4.",
        usage: "fail TEXT",
        discussion: "Example: if ~ 'could not be read'; fail the scanner has not finished; end"
    )

    @Argument(parsing: .captureForPassthrough, help: "The message.")
    var words: [String] = []

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        throw Failure(.mismatch, words.isEmpty ? "failed" : words.joined(separator: " "))
    }
}

extension FailCommand {
    static func quick(_ words: [String]) -> FailCommand {
        var command = plain
        command.words = words
        return command
    }

    private static let plain = {
        var command = FailCommand()
        command.words = []
        return command
    }()

    /// Every word is a text, but for those that ask for help.
    static func parseQuickly(_ words: [String]) -> FailCommand? {
        words == ["--help"] || words == ["-h"] || words.first == "--" ? nil : quick(words)
    }
}
