import CommandSpec
import Operations
import Rendering
import Sessions
import ShellLanguage
import Texts

/// `session script FILE`
enum SessionScriptCommand: BuiltInCommand {
    static let name = "script"

    private static let file = Argument(
        "file",
        "A session file.",
        completion: .files(endings: FileEndings.sessions)
    )

    // Without --json: there is only one form of a script.
    static let specification = CommandSpecification(
        "session script",
        "Write a script that makes the exchanges of a session again.",
        usage: "session script FILE [--only 3-9,12] [--match REGEX] [--skip REGEX] [--errors-only]",
        discussion: """
            The script goes to stdout: commands that send the same bytes, each with an 'expect' for the recorded \
            response. Exchanges without a response become comments. What a command of your own sends becomes a call of \
            it: 'ipcsh --commands FILE session script ...'.
            """,
        examples: ["session script sessions/tour.jsonl > again.ipcsh"],
        arguments: [file],
        groups: [SelectionOptions.group, OptionGroup("Shared options", [SharedOptions.quiet], isShared: true)]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        try context.output.gathering { () throws(Failure) in try write(arguments, in: context) }
    }

    private static func write(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let file = arguments.first(file) ?? ""
        var scan = try SessionScan(file, SelectionOptions.selection(arguments), observer: context.observer)
        for line in SessionScript.header(scan.header, file) { context.output.line(line) }
        let redacted = scan.header.redactedParts
        let requests = DefinedRequests(context.state.definitions)
        while let entry = try scan.nextEntry() {
            let lines: [String]
            switch entry {
            case .exchange(let exchange):
                let call = requests.call(sending: exchange.request, hasFailed: exchange.outcome == .error)
                lines = SessionScript.lines(exchange, call: call, redacted: redacted)
            case .pushed(let push, _): lines = SessionScript.lines(push)
            }
            for line in lines { context.output.line(line) }
        }
        return .ok
    }
}
