import ArgumentParser
import Operations
import Texts

/// `record on|off|FILE`, `record note TEXT`
struct RecordCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Choose where exchanges are recorded.",
        usage: "record [on | off | FILE | note TEXT]",
        discussion: """
            'record on' records into a new file of the session folder, 'record FILE' into that file, appending to it. \
            'record note TEXT' keeps words of yours with the next exchange. Without an argument it says what is \
            recorded where.
            """
    )

    @Argument(help: "on, off, a file, or note and a text.", completion: .sessions)
    var arguments: [String] = []

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        switch (arguments.first, arguments.count) {
        case (nil, _):
            context.console.line(
                context.exchanger.recorder.isOn ? context.exchanger.recorder.path ?? "on" : "off",
                key: "recording"
            )
        case ("note", 2...):
            context.exchanger.recorder.note(arguments.dropFirst().joined(separator: " "))
        case ("on", 1): try context.exchanger.recorder.change(to: .automatic)
        case ("off", 1): try context.exchanger.recorder.change(to: .off)
        case (let path?, 1): try context.exchanger.recorder.change(to: .file(path))
        default: throw .usage("record: one of on, off, a file, or note and a text")
        }
        return .ok
    }
}
