import IPCClient
import IPCFraming
import InspectProtocol
package import Replay
import Sessions
package import Texts
import WireJSON

/// Sends the exchanges of sessions again, and compares what comes.
package final class ReplayRun {
    /// What it tells, step by step.
    package enum Event {
        /// A step that is not sent.
        case planned(ReplayStep)
        /// What came.
        ///
        /// - Parameter file: the session, where there are several.
        case replayed(ReplayResult, file: String?)
    }

    private let exchanger: Exchanger
    private let observer: any Observer
    private let show: (Event) -> Void
    private let plan: ReplayPlan
    private let files: [String]
    private let start = ContinuousClock.now
    private let isStopped = AtomicFlag()
    private var received: ReceivedFiles
    private let reports: ReplayReports
    private var progress: Progress?
    private var endpoint: Endpoint?
    /// Why exchanges count as the same though the transports differ, and which.
    private var meanings = Meanings()
    package private(set) var summary = ReplaySummary(selected: nil)
    /// Of the first exchange that was not as expected.
    package private(set) var status = ExitStatus.ok

    /// - Parameter show: takes what it tells.
    /// - Throws: ``Failure`` when a file cannot be read to its end, or holds what must not be sent: nothing has been
    ///   sent then.
    package init(
        _ files: [String],
        _ plan: ReplayPlan,
        reports: ReplayReports,
        _ exchanger: Exchanger,
        show: @escaping (Event) -> Void
    ) throws(Failure) {
        self.files = files
        self.plan = plan
        self.exchanger = exchanger
        self.show = show
        observer = exchanger.observer
        self.reports = reports
        received = ReceivedFiles(files, replacing: plan.updates)
        let source = ReplaySource(files, selection: plan.selection, rewriting: plan.rewriting)
        var count = 0
        while let step = try Self.next(source) {
            count += 1
            let parts = source.redactedParts(of: step.file)
            if !plan.isDryRun {
                let advice = RedactedRequest.advice(parts)
                try RedactedRequest.refuse(step.expected, parts, files[step.file], advice)
            }
            if plan.updates, parts.hasUnknown {
                throw .usage("\(files[step.file]): --update could put back what was taken out (\(parts.words))")
            }
            if !plan.force, !plan.skipsFatal, !plan.isDryRun {
                let advice = ", --skip-fatal leaves it out"
                try FatalRequest.refuse(step.expected, files[step.file], exchanger, advice: advice)
            }
        }
        for notice in source.notices { observer.notice(notice) }
        for assignment in source.rewriting.unusedAssignments {
            observer.notice("ipcsh: --set \(assignment): no request has that member")
        }
        summary = ReplaySummary(selected: plan.loops.flatMap { Self.product(count, $0) })
        if let total = summary.selected, total > 1, !plan.isDryRun, observer.showsProgress {
            progress = Progress(total: total)
        }
    }

    /// - Throws: ``Failure`` when it was interrupted, or a file cannot be read or written.
    package func run() throws(Failure) -> ExitStatus {
        let source = ReplaySource(
            files,
            selection: plan.selection,
            rewriting: plan.rewriting,
            pace: plan.pace,
            loops: plan.loops
        )
        if plan.isDryRun {
            while !observer.isOutputClosed, let step = try nextToSend(source) { show(.planned(step)) }
            return .ok
        }
        Signals.interruptsWait(true)
        defer { Signals.interruptsWait(false) }
        guard let cancellation = exchanger.cancellation ?? Cancellation() else {
            throw Failure(.exchangeFailed, "no descriptors are left in this system")
        }
        let end = plan.timeLimit.map { start + $0 }
        let clients = try exchanger.clients(plan.connections)
        endpoint = clients.first?.endpoint
        var replayer = Replayer(clients, cancellation: cancellation) { [isStopped] in
            isStopped.isSet || Signals.isInterrupted || cancellation.isCancelled || end.map { $0 <= .now } ?? false
        }
        defer { eraseProgress() }
        try replayer.run(
            next: { () throws(Failure) in
                if observer.isOutputClosed { return nil }
                try exchanger.prepareRecording()
                return try nextToSend(source)
            },
            finish: { completion throws(Failure) in try finish(completion, source) }
        )
        eraseProgress()
        try conclude(source, replayer.lateness)
        return status
    }

    private func nextToSend(_ source: ReplaySource) throws(Failure) -> ReplayStep? {
        while let step = try Self.next(source) {
            guard plan.skipsFatal, let termination = FatalRequest.refusal(of: step.expected, exchanger) else {
                return step
            }
            summary.skipped += 1
            let reason = "it would terminate the vendor's server, for \(termination.cause)"
            try reports.skip(step, file: files[step.file], reason: reason)
        }
        return nil
    }

    private func finish(_ completion: Replayer.Completion, _ source: ReplaySource) throws(Failure) {
        let (step, actual) = (completion.step, completion.exchange)
        let recordingFailure = exchanger.record(actual)
        var differences: [Difference]
        var comparison = plan.comparison
        comparison.rule = exchanger.settings.rule
        do throws(RegularExpression.LimitExceeded) {
            differences = try step.expectation.differences(
                recorded: step.expected,
                pushed: plan.connections == 1 ? step.pushed : [],
                actual: actual,
                comparison: comparison
            )
        } catch {
            let place = "\(files[step.file]): exchange \(step.recorded.number)"
            throw .usage("\(place): --ignore: \(error); find a simpler one")
        }
        var meaning: String?
        if let mode = step.mode, let endpoint, let change = TransportChange(from: mode, to: endpoint) {
            (differences, meaning) = step.expectation.differences(
                differences,
                recorded: step.expected,
                actual: actual,
                comparison: comparison,
                across: change
            )
        }
        let result = ReplayResult(
            recorded: step.expected,
            actual: actual,
            differences: differences,
            meaning: meaning,
            jsonComparison: step.expectation.comparison(comparison).json ?? JSONComparison()
        )
        if let meaning { meanings.add(meaning, step.expected.number) }
        summary.count(result.verdict)
        switch result.verdict {
        case .same: break
        case .different: note(.mismatch, stopIf: plan.stop == .mismatch)
        case .failed: note(.exchangeFailed, stopIf: plan.stop != .never)
        }
        tell(result, step)
        try reports.add(result, step, file: files[step.file])
        if result.verdict != .same, step.pass == 0, plan.updates || plan.keepsReceived {
            try received.take(
                result,
                step,
                redacted: source.redactedParts(of: step.file),
                version: source.version(of: step.file)
            )
        }
        if actual.failure?.code == .cancelled { isStopped.set() }
        if let recordingFailure { throw recordingFailure }
    }

    private func tell(_ result: ReplayResult, _ step: ReplayStep) {
        show(.replayed(result, file: files.count > 1 ? files[step.file] : nil))
        if let failure = result.actual.failure, !exchanger.settings.json {
            observer.diagnostic("ipcsh: \(Diagnostics.message(failure))")
        }
        guard progress != nil else { return }
        progress?.done = summary.sent
        progress?.item = files[step.file]
        observer.progress(progress)
    }

    private func eraseProgress() {
        if progress != nil { observer.progress(nil) }
    }

    private func note(_ status: ExitStatus, stopIf isLast: Bool) {
        if self.status == .ok { self.status = status }
        if isLast { isStopped.set() }
    }

    private func conclude(_ source: ReplaySource, _ lateness: Duration) throws(Failure) {
        summary.elapsed = .now - start
        let isInterrupted = Signals.isInterrupted || observer.isCancelled
        if !reports.isEmpty, plan.loops != nil {
            let count = summary.selected.map { $0 - summary.sent }
            try reports.skip(count, files: files) { () throws(Failure) in try Self.next(source) }
        }
        if isInterrupted {
            // A session is not to be half of one run and half of another.
            if plan.updates { received.discard() }
            try received.finish()
            throw Failure(.interrupted, "interrupted; \(summary.text)")
        }
        for path in try received.finish() {
            observer.notice(
                plan.updates
                    ? "ipcsh: \(path) now holds what came" : "ipcsh: what came is in \(path) (--update takes it over)"
            )
        }
        for notice in meanings.notices { observer.notice("ipcsh: \(notice)") }
        // What differed was asked to be taken over, and it was.
        if plan.updates, summary.failed == 0 { status = .ok }
        // A quarter of a second is more than a busy machine explains.
        if lateness > .milliseconds(250) {
            observer.notice(
                "ipcsh: the pace was not kept: exchanges began up to \(Decimal.text(lateness / .seconds(1), fractionDigits: 1)) s late"
            )
        }
    }

    /// - Returns: `nil` for more than can be counted.
    private static func product(_ count: Int, _ loops: Int) -> Int? {
        let (total, overflow) = count.multipliedReportingOverflow(by: loops)
        return overflow ? nil : total
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
}
