import CommandSpec
import Operations
import Rendering
import Sessions
import Texts

/// `session search PATTERN [FILE|FOLDER ...]`
enum SessionSearchCommand: BuiltInCommand {
    static let name = "search"

    private static let pattern = Argument("pattern", "A regular expression.")
    private static let files = Argument(
        "file",
        .any,
        "Session files, and folders of such.",
        completion: .files(endings: FileEndings.sessions)
    )

    static let specification = CommandSpecification(
        "session search",
        "Find exchanges in many sessions.",
        usage: "session search PATTERN [FILE|FOLDER ...] [--json]",
        discussion: """
            Shows each exchange with a match in its request or its response, one line each: the file, the exchange's \
            number, the request and what came of it. Without a file it searches the folder that recordings go to. A \
            file that cannot be read is told, and the others are searched.
            """,
        examples: ["session search 'camera-left' sessions"],
        arguments: [pattern, files],
        groups: [SharedOptions.reporting]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        var selection = Selection()
        do throws(PatternError) {
            selection.match = try RegularExpression(arguments.first(pattern) ?? "")
        } catch {
            throw .usage("session search: \(error)")
        }
        return try context.output.gathering { () throws(Failure) in
            try search(try paths(arguments, in: context), selection, in: context)
        }
    }

    private static func paths(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> [String] {
        let folder = SessionFolder(environment: context.environment).path
        var paths: [String] = []
        for argument in arguments[files].isEmpty ? [folder] : arguments[files] {
            do throws(SessionError) {
                paths += try SessionFolder.sessions(in: argument) ?? [argument]
            } catch {
                throw Failure(.exchangeFailed, "\(error)")
            }
        }
        return paths
    }

    private static func search(
        _ paths: [String],
        _ selection: Selection,
        in context: CommandContext
    ) throws(Failure) -> ExitStatus {
        var status = ExitStatus.ok
        for path in paths {
            do throws(Failure) {
                var scan = try SessionScan(path, selection, observer: context.observer)
                while let exchange = try scan.next() {
                    context.output.put(FoundExchange(path: path, exchange, line: scan.line))
                }
            } catch {
                guard error.status == .exchangeFailed else { throw error }
                context.output.diagnostic("ipcsh: \(error.message)")
                status = .exchangeFailed
            }
            if context.output.isClosed { return status }
        }
        return status
    }
}
