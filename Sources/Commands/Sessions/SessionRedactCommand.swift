import CommandSpec
import Operations
import Rendering
import Sessions
import Texts

/// `session redact FILE ... --redact WHAT`
enum SessionRedactCommand: BuiltInCommand {
    static let name = "redact"

    private static let files = Argument(
        "file",
        .oneOrMore,
        "Session files.",
        completion: .files(endings: FileEndings.sessions)
    )
    private static let redact = Option(
        "--redact",
        .redaction,
        "What to take out: a JSON pointer, /image/file, or /REGEX/=TEXT; repeatable.",
        isRepeatable: true
    )

    static let specification = CommandSpecification(
        "session redact",
        "Take something out of sessions that exist.",
        usage: "session redact FILE ... --redact POINTER|/REGEX/=TEXT ... [--json]",
        discussion: """
            What a recording with --redact would have left out is taken out of the requests, of what came, and of all \
            that people wrote: notes, titles, comments, stubs, and expressions that hold it, which then ask for what \
            stands in its place. Lines that hold nothing of it stay as they are. The header then \
            says what is missing: a mock server does not compare it, and a replay sends the request only when --set \
            gives the value. A file that is being recorded or is damaged is left alone.

            What was torn, damaged or received stands in files beside a session; those are named, and not changed.
            """,
        examples: ["session redact sessions/tour.jsonl --redact /image/file"],
        arguments: [files],
        options: [redact],
        groups: [SharedOptions.reporting]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let redaction: Redaction?
        do throws(PatternError) {
            redaction = try Redaction(arguments.all(redact))
        } catch {
            throw .usage("--redact: \(error)")
        }
        guard let redaction else { throw .usage("session redact: what to take out? --redact /image/file, for example") }
        var status = ExitStatus.ok
        for file in arguments[files] {
            do throws(SessionError) {
                let result = try SessionRedaction.run(path: file, redaction)
                context.output.put(RedactionReport(path: file, result))
                let name = TerminalText.name(TerminalText.escaped(file))
                for other in result.others {
                    let other = TerminalText.name(TerminalText.escaped(other))
                    context.output.notice("ipcsh: \(name): \(other) may hold it, too, and was not changed")
                }
                if result.hasOtherName {
                    context.output.notice("ipcsh: \(name): the file has another name, under which it is what it was")
                }
            } catch {
                context.output.diagnostic("ipcsh: \(error)")
                status = .exchangeFailed
            }
        }
        return status
    }
}
