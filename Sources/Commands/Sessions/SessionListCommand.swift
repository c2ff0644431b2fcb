import CommandSpec
import IPCClient
import Operations
import Rendering
import Sessions
import Texts

/// `session list [DIR]`
enum SessionListCommand: BuiltInCommand {
    static let name = "list"
    private static let folder = Argument("dir", .optional, "The folder.", completion: .folders)

    static let specification = CommandSpecification(
        "session list",
        "List the sessions of a folder, newest first.",
        usage: "session list [DIR] [--json]",
        discussion: """
            All files that end with .jsonl; what is no session or is damaged is listed with what is wrong. Without a \
            folder it lists the one that recordings go to. Of a large session that ends cleanly only its first and last \
            lines are read: errors and duration are '-' where they do not say; 'session stats' counts them.
            """,
        examples: ["session list sessions"],
        arguments: [folder],
        groups: [SharedOptions.reporting]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let named = arguments.first(folder)
        let folder = named.map { SessionFolder(path: $0) } ?? SessionFolder(environment: context.environment)
        let isCancelled = { context.observer.isCancelled }
        let listings: [SessionListing]?
        // Before the first recording there is no folder.
        if named == nil, !folder.exists {
            listings = []
        } else {
            do throws(SessionError) {
                listings = try folder.list(isCancelled: isCancelled)
            } catch {
                throw Failure(.exchangeFailed, "\(error)")
            }
        }
        guard let listings else { throw Failure(.interrupted, "interrupted") }
        if listings.isEmpty, !context.settings.json { context.output.notice("ipcsh: no sessions in \(folder.path)") }
        context.output.put(SessionTable(listings))
        return .ok
    }
}
