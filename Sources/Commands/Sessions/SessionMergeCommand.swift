import CommandSpec
import Operations
import Rendering
import Sessions
import Texts

/// `session merge A B ...`
enum SessionMergeCommand: BuiltInCommand {
    static let name = "merge"

    private static let files = Argument(
        "file",
        .oneOrMore,
        "Session files, in the order in which they are to stand.",
        completion: .files(endings: FileEndings.sessions)
    )

    static let specification = CommandSpecification(
        "session merge",
        "Make one session of several.",
        usage: "session merge A B ... > C",
        discussion: """
            The session goes to stdout: the header of the first one, all exchanges, numbered anew, all stubs and \
            comments, and an end when all of them have one. A file in which sessions stand one after the other, as \
            'cat' leaves it, becomes one session, too. All files are read before anything is written.

            What is missing in one of the sessions, because it was redacted, is taken out of all.
            """,
        examples: ["session merge monday.jsonl tuesday.jsonl > week.jsonl"],
        arguments: [files],
        groups: [OptionGroup("Shared options", [SharedOptions.quiet], isShared: true)]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        try context.output.gathering { () throws(Failure) in
            do throws(SessionError) {
                var merge = try SessionMerge(
                    arguments[files],
                    tool: "ipcsh \(Version.current)",
                    created: Timestamp.now.iso8601
                )
                for notice in merge.notices { context.output.notice("ipcsh: \(notice)") }
                try merge.run { line in context.output.bytes(line) }
            } catch {
                throw Failure(.exchangeFailed, "\(error)")
            }
            return .ok
        }
    }
}
