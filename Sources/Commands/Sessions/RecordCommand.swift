import CommandSpec
import Operations
import Rendering
import Texts

/// `record on|off|FILE`, `record note TEXT`
enum RecordCommand: BuiltInCommand {
    static let name = "record"
    private static let words = Argument(
        "file",
        .any,
        "on, off, a file, or note and a text.",
        completion: .files(endings: FileEndings.sessions)
    )

    static let specification = CommandSpecification(
        name,
        "Choose where exchanges are recorded.",
        usage: "record [on | off | FILE | note TEXT]",
        discussion: """
            'record on' records into a new file of the session folder, 'record FILE' into that file, appending to it. \
            'record note TEXT' keeps words of yours with the next exchange. Without an argument it says what is \
            recorded where.
            """,
        arguments: [words],
        completes: { words in
            let files = CompletionSource.files(endings: FileEndings.sessions)
            return words.isEmpty ? .either([.list(["on", "off", "note"]), files]) : .nothing
        }
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let words = arguments.words
        switch (words.first, words.count) {
        case (nil, _):
            context.output.line(
                context.exchanger.recorder.isOn ? context.exchanger.recorder.path ?? "on" : "off",
                key: "recording"
            )
        case ("note", 2...): context.exchanger.recorder.note(words.dropFirst().joined(separator: " "))
        case ("on", 1): try context.exchanger.recorder.change(to: .automatic)
        case ("off", 1): try context.exchanger.recorder.change(to: .off)
        case (let path?, 1): try context.exchanger.recorder.change(to: .file(path))
        default: throw .usage("record: one of on, off, a file, or note and a text")
        }
        return .ok
    }
}
