import ArgumentParser
import IPCClient
import InspectProtocol
import Replay
import Sessions

/// `replay SESSION ...`
struct ReplayCommand: SharingCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Send recorded exchanges again and compare what comes.",
        usage: "replay SESSION ... [--to ENDPOINT | --mock] [--force] [options]",
        discussion: """
            The recorded bytes are sent one after the other; each response is compared with the recorded one, and what \
            differs is shown. Exit status 4 when anything differs, 3 when a response did not come.

            Example: replay sessions/tour.jsonl --mock
            """
    )

    @Argument(help: ArgumentHelp("Session files.", valueName: "session"))
    var sessions: [String]

    @Flag(help: "Send even what is known to terminate the vendor's server.")
    var force = false

    @OptionGroup(title: "Shared options") var shared: SharedOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        var run = ReplayRun(context: context, force: force)
        for path in sessions {
            try run.replay(path)
            if run.mustStop { break }
        }
        let summary = run.summary
        if !context.settings.json { context.console.line(summary.text) }
        if summary.different > 0 { return .mismatch }
        return summary.failed > 0 ? .exchangeFailed : .ok
    }
}
