import Replay
import Sessions
import Texts
import WireJSON

/// Runs scripts and replays sessions, each on its own, and says which passed.
struct TestRun {
    /// How a file came out.
    struct Result {
        var file: String
        var status: ExitStatus
        var exchanges: Int
        var duration: Duration
        /// What it put out; all of it, or its end.
        var output: String
    }

    private let context: ShellContext
    private let plan: ReplayPlan
    /// Whether each file gets a mock server of its own.
    private let usesMock: Bool
    private let reports: ReplayReports
    private var progress: ProgressLine?
    private var results = 0
    private var passed = 0
    private(set) var status = ExitStatus.ok
    private let start = ContinuousClock.now

    init(_ plan: ReplayPlan, usesMock: Bool, reports: ReplayReports, in context: ShellContext) {
        self.plan = plan
        self.usesMock = usesMock
        self.reports = reports
        self.context = context
    }

    mutating func run(_ files: [String]) throws(Failure) {
        if files.count > 1, context.console.progressColumns != nil, !context.settings.json {
            progress = ProgressLine(total: files.count)
        }
        for file in files {
            if Signals.isInterrupted || context.console.isOutputClosed { break }
            draw(file)
            let result = try run(file)
            results += 1
            if result.status == .ok { passed += 1 } else if status == .ok { status = result.status }
            if progress != nil { context.console.progress("") }
            show(result)
            if result.status == .interrupted { status = .interrupted }
        }
        if Signals.isInterrupted { status = .interrupted }
        if progress != nil { context.console.progress("") }
        conclude(of: files.count)
    }

    private func run(_ file: String) throws(Failure) -> Result {
        let output = try CapturedOutput()
        let start = ContinuousClock.now
        let console = Console(output: output.descriptor, error: output.descriptor, environment: context.environment)
        console.verbosity = context.console.verbosity == .quiet ? .normal : context.console.verbosity
        var settings = context.settings
        settings.json = false
        // What is captured is shown as text, here and in reports.
        settings.color = .never
        let inner = ShellContext(
            console: console,
            environment: context.environment,
            settings: settings,
            recording: .off,
            cancellation: context.cancellation
        )
        let (status, isReported) = run(file, in: inner)
        let result = Result(
            file: file,
            status: status,
            exchanges: inner.tally.total,
            duration: .now - start,
            output: output.text()
        )
        if !isReported { try reports.add(Self.reportCase(result)) }
        return result
    }

    /// A script is one case of a report, as is a session that could not be replayed.
    private static func reportCase(_ result: Result) -> CaseResult {
        let outcome: CaseResult.Outcome =
            switch result.status {
            case .ok: .same
            case .mismatch, .serverError: .different(result.output.split(separator: "\n").map(String.init))
            default: .failed(result.output)
            }
        return CaseResult(
            suite: result.file,
            name: TestFiles.isScript(result.file) ? "script" : "session",
            seconds: result.duration / .seconds(1),
            outcome: outcome
        )
    }

    /// - Returns: also whether its exchanges stand in the reports.
    private func run(_ file: String, in inner: ShellContext) -> (ExitStatus, isReported: Bool) {
        do throws(Failure) {
            defer { try? inner.finish() }
            if usesMock { try inner.startMock() }
            if TestFiles.isScript(file) {
                let status = try Interpreter(inner).run(try TextFile.text(file), file: file)
                return (inner.quitStatus ?? status, false)
            }
            return (try ReplayRun([file], plan, reports: reports, in: inner).run(), !reports.isEmpty)
        } catch {
            for line in error.message.split(separator: "\n") {
                inner.console.diagnostic(error.isPlaced ? String(line) : "ipcsh: \(line)")
            }
            return (error.status, false)
        }
    }

    // MARK: Output

    private mutating func draw(_ file: String) {
        guard let columns = context.console.progressColumns,
            let text = progress?.text(done: results, item: file, columns: columns)
        else { return }
        context.console.progress(text)
    }

    private func show(_ result: Result) {
        if context.settings.json {
            context.console.object(Self.json(result))
            return
        }
        let console = context.console
        let word = result.status == .ok ? console.styled("ok  ", .good) : console.styled("FAIL", .bad)
        let exchanges = "\(result.exchanges) \(result.exchanges == 1 ? "exchange" : "exchanges")"
        console.line(
            "\(word)  \(console.safe(result.file))  \(exchanges)  \(Decimal.text(result.duration / .seconds(1), fractionDigits: 2)) s"
        )
        guard result.status != .ok else { return }
        for line in result.output.split(separator: "\n") { console.text("      \(line)") }
    }

    private func conclude(of count: Int) {
        let seconds = Decimal.text((ContinuousClock.now - start) / .seconds(1), fractionDigits: 2)
        if context.settings.json {
            let counts: JSONObject = [
                "files": .number(count), "passed": .number(passed), "failed": .number(results - passed),
                "seconds": .number((ContinuousClock.now - start) / .seconds(1)),
            ]
            context.console.object(["summary": .object(counts)])
            return
        }
        var parts = ["\(passed) of \(count) passed"]
        if results > passed { parts.append("\(results - passed) failed") }
        if count > results { parts.append("\(count - results) not run") }
        context.console.line("\(parts.joined(separator: ", ")) in \(seconds) s")
    }

    private static func json(_ result: Result) -> JSONObject {
        var object: JSONObject = [
            "file": .string(result.file), "passed": .bool(result.status == .ok),
            "status": .number(Int(result.status.rawValue)), "exchanges": .number(result.exchanges),
            "seconds": .number(result.duration / .seconds(1)),
        ]
        if result.status != .ok { object["output"] = .string(result.output) }
        return object
    }
}
