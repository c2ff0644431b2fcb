import ArgumentParser
import IPCClient
import Operations
import Rendering
import Sessions
import Texts

/// `session list [DIR]`
struct SessionListCommand: SessionSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the sessions of a folder, newest first.",
        usage: "session list [DIR] [--json]",
        discussion: """
            All files that end with .jsonl; what is no session or is damaged is listed with what is wrong. Without a \
            folder it lists the one that recordings go to.

            Example: session list sessions
            """
    )

    @Argument(help: ArgumentHelp("The folder.", valueName: "dir"), completion: .directory)
    var folder: String?

    @OptionGroup var report: ReportOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        let folder = folder.map { SessionFolder(path: $0) } ?? SessionFolder(environment: context.environment)
        let isCancelled = { context.cancellation?.isCancelled == true }
        let listings: [SessionListing]?
        // Before the first recording there is no folder.
        if self.folder == nil, !folder.exists {
            listings = []
        } else {
            do throws(SessionError) {
                listings = try folder.list(isCancelled: isCancelled)
            } catch {
                throw Failure(.exchangeFailed, "\(error)")
            }
        }
        guard let listings else { throw Failure(.interrupted, "interrupted") }
        if listings.isEmpty, !context.settings.json { context.console.notice("ipcsh: no sessions in \(folder.path)") }
        context.console.put(SessionTable(listings))
        return .ok
    }
}
