import CommandSpec
import Operations
import Rendering
import Sessions
import Texts

/// `session check FILE|FOLDER ...`
enum SessionCheckCommand: BuiltInCommand {
    static let name = "check"

    private static let files = Argument(
        "file",
        .oneOrMore,
        "Session files, and folders of such.",
        completion: .files(endings: FileEndings.sessions)
    )
    private static let repair = Flag("--repair", "Move what cannot be read to FILE.damaged.")

    static let specification = CommandSpecification(
        "session check",
        "Check session files line by line, and repair them.",
        usage: "session check FILE|FOLDER ... [--repair] [--json]",
        discussion: """
            Every line is read as a replay would read it. What is wrong is shown as FILE:LINE:COLUMN: reason, the first \
            \(SessionCheck.mostKept) of each file, and one line tells what each file comes to. Of a folder all *.jsonl \
            are checked. Exit status 3 when one is damaged, 0 when there are warnings only.

            --repair keeps every good line as it is and moves the others to FILE.damaged. A file that is being recorded, \
            or that holds no exchange, is left alone.
            """,
        examples: ["session check sessions"],
        arguments: [files],
        options: [repair],
        groups: [SharedOptions.reporting]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        var status = ExitStatus.ok
        for argument in arguments[files] {
            let paths: [String]
            do throws(SessionError) {
                paths = try SessionFolder.sessions(in: argument) ?? [argument]
            } catch {
                context.output.diagnostic("ipcsh: \(error)")
                status = .exchangeFailed
                continue
            }
            if paths.isEmpty { context.output.notice("ipcsh: \(argument): no *.jsonl in this folder") }
            for path in paths {
                let run = SessionCheckRun(path, context.observer)
                if try !run.check(repairing: arguments[repair], show: { context.output.put($0) }) {
                    status = .exchangeFailed
                }
                if context.output.isClosed { return status }
            }
        }
        return status
    }
}
