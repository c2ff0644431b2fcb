package import CommandSpec
import Operations
package import Texts

extension CommandContext {
    /// Runs something with the shared options that were given to a command, and goes back to the settings as they were.
    package func with<Result>(
        _ options: ParsedArguments,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var changed = settings
        try SharedOptions.apply(options, to: &changed)
        defer { host.applySettings() }
        return try exchanger.with(changed, recording: SharedOptions.recording(options)) { () throws(Failure) in
            host.applySettings()
            if options[SharedOptions.mock], !changed.isDryRun { try mock.start() }
            return try body()
        }
    }
}
