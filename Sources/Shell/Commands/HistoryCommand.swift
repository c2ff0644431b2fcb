import ArgumentParser
import Texts

/// `history [N]`
struct HistoryCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the lines typed before.",
        usage: "history [N | grep TEXT]",
        discussion: "'history 20' lists the last 20, 'history grep TEXT' those that contain a text."
    )

    @Argument(help: "How many, or grep and a text.")
    var arguments: [String] = []

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        var lines = context.lineSource?.lines ?? []
        if arguments.first == "grep", arguments.count > 1 {
            let text = arguments.dropFirst().joined(separator: " ")
            lines = lines.filter { $0.text.contains(text) }
        } else if let first = arguments.first {
            guard arguments.count == 1, let count = Int(first), count >= 0 else {
                throw .usage("history: a number, or grep and a text")
            }
            lines = lines.suffix(count)
        }
        for line in lines { context.console.text("\(line.number)  \(line.text)", key: "history") }
        return .ok
    }
}
