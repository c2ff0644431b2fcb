import IPCClient
import IPCFraming
import InspectProtocol
import Replay
import Sessions
import Texts

/// Sends the exchanges of sessions again, and shows what differs.
final class ReplayRun {
    private let context: ShellContext
    private let plan: ReplayPlan
    private let files: [String]
    private let start = ContinuousClock.now
    private let isStopped = AtomicFlag()
    private var received: ReceivedFiles
    private let reports: ReplayReports
    private var output: ReplayOutput
    private(set) var summary = ReplaySummary(selected: nil)
    /// Of the first exchange that was not as expected.
    private(set) var status = ExitStatus.ok

    /// - Throws: ``Failure`` when a file cannot be read to its end, or holds what must not be sent: nothing has been
    ///   sent then.
    init(
        _ files: [String],
        _ plan: ReplayPlan,
        reports: ReplayReports,
        in context: ShellContext
    ) throws(Failure) {
        self.files = files
        self.plan = plan
        self.context = context
        self.reports = reports
        received = ReceivedFiles(files, replacing: plan.updates)
        output = ReplayOutput(files, total: nil, in: context)
        let source = ReplaySource(files, selection: plan.selection, rewriting: plan.rewriting)
        var count = 0
        while let step = try Self.next(source) {
            count += 1
            if !plan.force, !plan.isDryRun { try Self.refuseFatal(step.expected, files[step.file]) }
        }
        for notice in source.notices { context.console.notice(notice) }
        for assignment in source.rewriting.unusedAssignments {
            context.console.notice("ipcsh: --set \(assignment): no request has that member")
        }
        summary = ReplaySummary(selected: plan.loops.map { count * $0 })
        output = ReplayOutput(files, total: summary.selected, in: context)
    }

    /// - Throws: ``Failure`` when it was interrupted, or a file cannot be read or written.
    func run() throws(Failure) -> ExitStatus {
        let source = ReplaySource(
            files,
            selection: plan.selection,
            rewriting: plan.rewriting,
            pace: plan.pace,
            loops: plan.loops
        )
        if plan.isDryRun {
            while !context.console.isOutputClosed, let step = try Self.next(source) { output.show(step) }
            return .ok
        }
        Signals.interruptsWait(true)
        defer { Signals.interruptsWait(false) }
        guard let cancellation = context.cancellation ?? Cancellation() else {
            throw Failure(.exchangeFailed, "no descriptors are left in this system")
        }
        let end = plan.timeLimit.map { start + $0 }
        var replayer = Replayer(try context.clients(plan.connections), cancellation: cancellation) { [isStopped] in
            isStopped.isSet || Signals.isInterrupted || cancellation.isCancelled || end.map { $0 <= .now } ?? false
        }
        defer { output.eraseProgress() }
        try replayer.run(
            next: { () throws(Failure) in
                if context.console.isOutputClosed { return nil }
                try context.prepareRecording()
                return try Self.next(source)
            },
            finish: { completion throws(Failure) in try finish(completion) }
        )
        output.eraseProgress()
        try conclude(source, replayer.lateness)
        return status
    }

    private func finish(_ completion: Replayer.Completion) throws(Failure) {
        let (step, actual) = (completion.step, completion.exchange)
        let recordingFailure = context.record(actual)
        let differences: [Difference]
        do throws(RegularExpression.LimitExceeded) {
            differences = try step.expectation.differences(
                recorded: step.expected,
                actual: actual,
                comparison: plan.comparison
            )
        } catch {
            let place = "\(files[step.file]): exchange \(step.recorded.number)"
            throw .usage("\(place): --ignore: \(error); find a simpler one")
        }
        let result = ReplayResult(recorded: step.expected, actual: actual, differences: differences)
        summary.count(result.verdict)
        switch result.verdict {
        case .same: break
        case .different: note(.mismatch, stopIf: plan.stop == .mismatch)
        case .failed: note(.exchangeFailed, stopIf: plan.stop != .never)
        }
        output.show(result, step, done: summary.sent)
        try reports.add(result, step, file: files[step.file])
        if result.verdict != .same, step.pass == 0, plan.updates || plan.keepsReceived {
            try received.take(result, step)
        }
        if actual.failure?.code == .cancelled { isStopped.set() }
        if let recordingFailure { throw recordingFailure }
    }

    private func note(_ status: ExitStatus, stopIf isLast: Bool) {
        if self.status == .ok { self.status = status }
        if isLast { isStopped.set() }
    }

    private func conclude(_ source: ReplaySource, _ lateness: Duration) throws(Failure) {
        summary.elapsed = .now - start
        let isInterrupted = Signals.isInterrupted || context.cancellation?.isCancelled == true
        if !reports.isEmpty, plan.loops != nil {
            while let step = try Self.next(source) {
                try reports.skip(step, file: files[step.file], reason: "the replay ended before it")
            }
        }
        if isInterrupted {
            // A session is not to be half of one run and half of another.
            if plan.updates { received.discard() }
            try received.finish()
            throw Failure(.interrupted, "interrupted; \(summary.text)")
        }
        for path in try received.finish() {
            context.console.notice(
                plan.updates
                    ? "ipcsh: \(path) now holds what came" : "ipcsh: what came is in \(path) (--update takes it over)"
            )
        }
        // What differed was asked to be taken over, and it was.
        if plan.updates, summary.failed == 0 { status = .ok }
        // A quarter of a second is more than a busy machine explains.
        if lateness > .milliseconds(250) {
            context.console.notice(
                "ipcsh: the pace was not kept: exchanges began up to \(Decimal.text(lateness / .seconds(1), fractionDigits: 1)) s late"
            )
        }
    }

    // MARK: Files

    private static func next(_ source: ReplaySource) throws(Failure) -> ReplayStep? {
        do throws(ReplaySource.Failure) {
            return try source.next()
        } catch {
            switch error {
            case .session(let error): throw Failure(.exchangeFailed, "\(error)")
            case .expectation(let error, let file): throw .usage("\(file): \(error)")
            case .expression(let error, let number, let file):
                throw .usage("\(file): exchange \(number): \(error); find a simpler one")
            }
        }
    }

    /// - Throws: ``Failure`` for a request that is known to terminate the vendor's server.
    static func refuseFatal(_ exchange: RecordedExchange, _ path: String) throws(Failure) {
        let termination =
            exchange.request.ending == .abort ? .abort : RequestInterpretation(exchange.request.bytes).termination
        guard let termination else { return }
        throw .usage(
            "\(path): exchange \(exchange.number) is not sent: it would terminate the vendor's server, for "
                + "\(termination.cause); --force sends it all the same"
        )
    }
}
