import ArgumentParser
import Operations
import Texts

/// `sleep TIME`
struct SleepCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "sleep",
        abstract: "Wait: 500ms, 2s, 1m.",
        usage: "sleep TIME"
    )

    @Argument(help: "How long.")
    var time: String

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        let duration = try duration()
        if context.settings.isDryRun { return .ok }
        if context.wait(duration) { return .ok }
        throw Failure(.interrupted)
    }

    func check() throws(Failure) {
        _ = try duration()
    }

    private func duration() throws(Failure) -> Duration {
        guard let duration = DurationText.parse(time) else {
            throw .usage("sleep: '\(time)' is not a time: 5s, 250ms")
        }
        return duration
    }
}
