package import CommandSpec
package import Operations
import Replay
package import ShellLanguage
package import Texts

/// What only the shell around the commands can do.
package protocol CommandHost: AnyObject {
    /// The lines typed before, with their numbers, oldest first; `nil` where nobody types.
    var typedLines: [(number: Int, text: String)]? { get }

    /// Asks the person at the prompt; no without one.
    func confirms(_ question: String) -> Bool
    /// Waits, unless the user interrupts.
    ///
    /// - Returns: whether the time has passed.
    func wait(_ duration: Duration) -> Bool
    /// Does what the settings say about output, after they were changed.
    func applySettings()
    /// Runs a script.
    ///
    /// - Parameters:
    ///   - text: the script.
    ///   - file: its path.
    ///   - arguments: what `$1` and so on stand for.
    func run(_ text: String, file: String, arguments: [String]) throws(Failure) -> ExitStatus
    /// Runs the body of a command of the user's.
    ///
    /// - Parameter frame: its variables.
    func call(_ definition: Definition, _ frame: CallFrame) throws(Failure) -> ExitStatus
    /// Runs a script or replays a session in a shell of its own.
    func test(_ file: String, _ plan: ReplayPlan, usesMock: Bool, _ reports: ReplayReports) throws(Failure)
        -> TestRun.Result
    /// What completes a line of the system's shell.
    ///
    /// - Parameter word: the part of it, at its end, that the shell will replace; `nil` if it leaves that to us.
    func candidates(_ shell: SystemCompletion, _ line: String, word: String?) -> [String]
}
