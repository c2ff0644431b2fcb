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

    func run(_ file: String) throws(Failure) -> TestRun.Result {
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
        let (status, isReported) = run(file, in: inner)
        return TestRun.Result(
            file: file,
            status: status,
            exchanges: inner.commands.exchanger.tally.total,
            duration: .now - start,
            output: output.text(),
            isReported: isReported
        )
    }

    private func run(_ file: String, in inner: ShellContext) -> (ExitStatus, isReported: Bool) {
        do throws(Failure) {
            defer { try? inner.commands.finish() }
            if usesMock { try inner.commands.mock.start() }
            if TestFiles.isScript(file) {
                let status = try Interpreter(inner).run(try TextFile.text(file), file: file)
                return (inner.state.quitStatus ?? status, false)
            }
            let run = try ReplayRun([file], plan, reports: reports, inner.commands.exchanger) { inner.console.put($0) }
            return (try run.run(), !reports.isEmpty)
        } catch {
            for line in error.message.split(separator: "\n") {
                inner.console.diagnostic(error.isPlaced ? String(line) : "ipcsh: \(line)")
            }
            return (error.status, false)
        }
    }
}
