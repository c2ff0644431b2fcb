import Commands
import IPCClient
import Operations
import Rendering
import ShellLanguage
import Texts

/// Runs one file of a test run in a shell of its own.
struct TestFileRun {
    let plan: ReplayPlan
    /// Whether it gets a mock server of its own.
    let usesMock: Bool
    let reports: ReplayReports
    let context: ShellContext

    func run(_ file: String) throws(Failure) -> TestRun.FileResult {
        let output = try CapturedOutput()
        let start = ContinuousClock.now
        let console = Console(
            output: output.descriptor,
            error: output.descriptor,
            environment: context.commands.environment
        )
        console.verbosity = context.console.verbosity == .quiet ? .normal : context.console.verbosity
        var settings = context.settings
        settings.json = false
        // What is captured is shown as text, here and in reports.
        settings.color = .never
        let inner = ShellContext(
            console: console,
            settings: settings,
            recording: .off,
            cancellation: context.commands.exchanger.cancellation
        )
        inner.state.definitions = context.state.definitions
        let (status, isReported, isSyntax) = run(file, in: inner)
        return TestRun.FileResult(
            file: file,
            status: status,
            exchanges: inner.commands.exchanger.tally.total,
            duration: .now - start,
            output: output.text(),
            trouble: trouble(console, isSyntax: isSyntax),
            isReported: isReported
        )
    }

    /// The failure that decided: the first one where the script went on, else the one that ended it.
    private func trouble(_ console: Console, isSyntax: Bool) -> TestRun.Trouble? {
        let problems = console.problems
        let message = isSyntax || context.settings.keepsGoing ? problems?.first : problems?.last
        return message.map { TestRun.Trouble(isSyntax: isSyntax, message: $0) }
    }

    private func run(
        _ file: String,
        in inner: ShellContext
    ) -> (ExitStatus, isReported: Bool, isSyntax: Bool) {
        do throws(Failure) {
            defer { try? inner.commands.finish() }
            if usesMock { try inner.commands.mock.start() }
            if TestFiles.isScript(file) {
                let status = try Interpreter(inner).run(try TextFile.text(file), file: file)
                return (inner.state.quitStatus ?? status, false, false)
            }
            let run = try ReplayRun([file], plan, reports: reports, inner.commands.exchanger) { inner.console.put($0) }
            return (try run.run(), !reports.isEmpty, false)
        } catch {
            inner.console.tell(error)
            return (error.status, false, error.isPlaced && error.status == .usage)
        }
    }
}
