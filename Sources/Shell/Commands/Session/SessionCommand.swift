import ArgumentParser
import Texts

/// `session list|show|check|stats|diff|script|export`
struct SessionCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "session",
        abstract: "Look at recorded sessions, check and repair them.",
        usage: "session list | show | check | stats | diff | script | export ...",
        discussion: "Example: session show sessions/tour.jsonl --errors-only",
        subcommands: subcommands
    )

    static let subcommands: [any ShellCommand.Type] = [
        SessionListCommand.self, SessionShowCommand.self, SessionCheckCommand.self, SessionStatsCommand.self,
        SessionDiffCommand.self, SessionScriptCommand.self, SessionExportCommand.self,
    ]

    static let expandsPatterns = true

    /// Only its sub-commands are ever made.
    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        throw .usage("session: \(Self.configuration.usage ?? "")")
    }
}

/// A command below `session`.
protocol SessionSubcommand: ShellCommand {
    var report: ReportOptions { get }
}

extension SessionSubcommand {
    static var fullName: String { "session \(name)" }
    var sharedOptions: SharedOptions? { report.shared }
}
