import IPCClient
import IPCFraming
import InspectProtocol
import Replay
import Sessions

/// Sends the exchanges of sessions again, and shows what differs.
struct ReplayRun {
    let context: ShellContext
    /// Whether to send what is known to terminate the vendor's server.
    let force: Bool
    private(set) var summary = ReplaySummary()
    /// Whether going on makes no sense: there was no response, and none is to be expected.
    private(set) var mustStop = false

    init(context: ShellContext, force: Bool) {
        self.context = context
        self.force = force
    }

    mutating func replay(_ path: String) throws(Failure) {
        var reader = try Self.fileTrouble { () throws(SessionError) in try SessionReader(path: path) }
        while !mustStop, !context.console.isOutputClosed,
            let recorded = try Self.fileTrouble({ () throws(SessionError) in try reader.nextExchange() })
        {
            try replay(recorded, path)
        }
        if let line = reader.tornLine {
            context.console.notice("\(path):\(line): the last line is torn; the session ends before it")
        }
    }

    private mutating func replay(_ recorded: RecordedExchange, _ path: String) throws(Failure) {
        let expectation: Expectation
        do throws(ExpectationError) {
            expectation = try Expectation(recorded)
        } catch {
            throw .usage("\(path): \(error)")
        }
        try refuseFatal(recorded, path)
        let (actual, recordingFailure) = try context.perform(recorded.request)
        let differences = expectation.differences(recorded: recorded, actual: actual)
        let result = ReplayResult(recorded: recorded, actual: actual, differences: differences)
        summary.count(result.verdict)
        show(result)
        if actual.failure?.code == .cancelled { throw Failure(.interrupted, "interrupted; \(summary.text)") }
        if let recordingFailure { throw recordingFailure }
        mustStop = result.verdict == .failed && !context.settings.keepsGoing
    }

    private func refuseFatal(_ recorded: RecordedExchange, _ path: String) throws(Failure) {
        if force { return }
        let termination =
            recorded.request.ending == .abort ? .abort : RequestInterpretation(recorded.request.bytes).termination
        guard let termination else { return }
        throw .usage(
            "\(path): exchange \(recorded.number) is not sent: it would terminate the vendor's server, for "
                + "\(termination.cause); --force sends it all the same"
        )
    }

    private func show(_ result: ReplayResult) {
        if result.verdict == .same { return }
        for line in DifferenceReport.lines(result) { context.console.line(line) }
        if let failure = result.actual.failure { context.console.diagnostic("ipcsh: \(Diagnostics.message(failure))") }
    }

    private static func fileTrouble<Result: ~Copyable>(
        _ body: () throws(SessionError) -> Result
    ) throws(Failure) -> Result {
        do throws(SessionError) {
            return try body()
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
    }
}
