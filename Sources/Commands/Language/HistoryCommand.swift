import CommandSpec
import Rendering
import Texts

/// `history [N]`
enum HistoryCommand: BuiltInCommand {
    static let name = "history"
    private static let words = Argument("n", .any, "How many, or grep and a text.")

    static let specification = CommandSpecification(
        name,
        "List the lines typed before.",
        usage: "history [N | grep TEXT]",
        discussion: "'history 20' lists the last 20, 'history grep TEXT' those that contain a text.",
        arguments: [words],
        completes: { words in words.isEmpty ? .list(["grep"]) : .nothing }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        var lines = context.host.typedLines ?? []
        let words = arguments.words
        if words.first == "grep", words.count > 1 {
            let text = words.dropFirst().joined(separator: " ")
            lines = lines.filter { $0.text.contains(text) }
        } else if let first = words.first {
            guard words.count == 1, let count = Int(first), count >= 0 else {
                throw .usage("history: a number, or grep and a text")
            }
            lines = lines.suffix(count)
        }
        for line in lines { context.output.text("\(line.number)  \(line.text)", key: "history") }
        return .ok
    }
}
