import IPCClient
import IPCFraming
import InspectProtocol
import Replay
import Sessions
import Synchronization
import WireJSON

/// Sends the exchanges of sessions again, and shows what differs.
final class ReplayRun {
    private let context: ShellContext
    private let plan: ReplayPlan
    private let files: [String]
    private let start = ContinuousClock.now
    private let isStopped = AtomicFlag()
    private var received: ReceivedFiles
    private var progress: ProgressLine?
    private(set) var summary = ReplaySummary(selected: nil)
    /// Of the first exchange that was not as expected.
    private(set) var status = ExitStatus.ok

    /// - Throws: ``Failure`` when a file cannot be read to its end, or holds what must not be sent: nothing has been
    ///   sent then.
    init(_ files: [String], _ plan: ReplayPlan, in context: ShellContext) throws(Failure) {
        self.files = files
        self.plan = plan
        self.context = context
        received = ReceivedFiles(files, replacing: plan.updates)
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
        if let total = summary.selected, total > 1, context.console.progressColumns != nil, !context.settings.json {
            progress = ProgressLine(total: total)
        }
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
            while !context.console.isOutputClosed, let step = try Self.next(source) { show(step) }
            return .ok
        }
        Signals.interruptsWait(true)
        defer { Signals.interruptsWait(false) }
        guard let cancellation = context.cancellation ?? Cancellation() else {
            throw Failure(.exchangeFailed, "no descriptors are left in this system")
        }
        let end = plan.timeLimit.map { start + $0 }
        var replayer = Replayer(try clients(), cancellation: cancellation) { [isStopped] in
            isStopped.isSet || Signals.isInterrupted || cancellation.isCancelled || end.map { $0 <= .now } ?? false
        }
        defer { if progress != nil { context.console.progress("") } }
        try replayer.run(
            next: { () throws(Failure) in
                if context.console.isOutputClosed { return nil }
                try context.prepareRecording()
                return try Self.next(source)
            },
            finish: { completion throws(Failure) in try finish(completion) }
        )
        try conclude(replayer.lateness)
        return status
    }

    /// Over one connection after the other, the shell's own client is used.
    private func clients() throws(Failure) -> [Client] {
        let client = try context.currentClient()
        if plan.connections == 1 { return [client] }
        return (0..<plan.connections).map { _ in
            let another = Client(client.endpoint, policy: client.policy, cancellation: context.cancellation)
            another.trace = client.trace
            return another
        }
    }

    private func finish(_ completion: Replayer.Completion) throws(Failure) {
        let (step, actual) = (completion.step, completion.exchange)
        let recordingFailure = context.record(actual, start: completion.start)
        let result = ReplayResult(
            recorded: step.expected,
            actual: actual,
            differences: step.expectation.differences(recorded: step.expected, actual: actual)
        )
        summary.count(result.verdict)
        switch result.verdict {
        case .same: break
        case .different: note(.mismatch, stopIf: plan.stop == .mismatch)
        case .failed: note(.exchangeFailed, stopIf: plan.stop != .never)
        }
        show(result, step)
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

    private func conclude(_ lateness: Duration) throws(Failure) {
        if Signals.isInterrupted || context.cancellation?.isCancelled == true {
            if plan.updates { received.discard() }
            try received.finish()
            throw Failure(.interrupted, "interrupted; \(summary.text(.now - start))")
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
            context.console.notice("ipcsh: the pace was not kept: exchanges began up to \(lateness.inSeconds) s late")
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
            }
        }
    }

    private static func refuseFatal(_ exchange: RecordedExchange, _ path: String) throws(Failure) {
        let termination =
            exchange.request.ending == .abort ? .abort : RequestInterpretation(exchange.request.bytes).termination
        guard let termination else { return }
        throw .usage(
            "\(path): exchange \(exchange.number) is not sent: it would terminate the vendor's server, for "
                + "\(termination.cause); --force sends it all the same"
        )
    }

    // MARK: Output

    /// The run in a line, for a person or a program.
    var conclusion: String {
        let elapsed = ContinuousClock.now - start
        guard context.settings.json else { return summary.text(elapsed) }
        var counts: JSONObject = [
            "sent": .number(summary.sent), "same": .number(summary.same), "different": .number(summary.different),
            "failed": .number(summary.failed), "seconds": .number(elapsed / .seconds(1)),
        ]
        if let selected = summary.selected { counts["selected"] = .number(selected) }
        return JSONWriter.compact.text(of: ["summary": .object(counts)])
    }

    private func show(_ step: ReplayStep) {
        if context.settings.json {
            var line: [UInt8] = []
            step.expected.appendLine(to: &line)
            context.console.bytes(line + CollectionOfOne(UInt8(ascii: "\n")))
        } else {
            let time = step.due.map { "  at \($0.inSeconds) s" } ?? ""
            context.console.line(
                "\(step.expected.number)\(time)  \(DifferenceReport.excerpt(step.expected.request.bytes))"
            )
        }
    }

    private func show(_ result: ReplayResult, _ step: ReplayStep) {
        if context.settings.json {
            context.console.bytes(jsonLine(result))
        } else if result.verdict != .same {
            if progress != nil { context.console.progress("") }
            for line in DifferenceReport.lines(result) { context.console.line(line) }
            if let failure = result.actual.failure {
                context.console.diagnostic("ipcsh: \(Diagnostics.message(failure))")
            }
        }
        guard let columns = context.console.progressColumns,
            let text = progress?.text(done: summary.sent, item: files[step.file], columns: columns)
        else { return }
        context.console.progress(text)
    }

    /// What came, and what the comparison says of it.
    private func jsonLine(_ result: ReplayResult) -> [UInt8] {
        var line: [UInt8] = []
        var exchange = RecordedExchange(result.actual, number: result.recorded.number)
        exchange.others["verdict"] = .string(JSONString(result.verdict.rawValue))
        if result.verdict != .same, let expected = result.recorded.response {
            exchange.others["expected"] = .string(JSONString(String(decoding: expected.bytes, as: UTF8.self)))
        }
        exchange.appendLine(to: &line)
        line.append(UInt8(ascii: "\n"))
        return line
    }
}

extension Duration {
    fileprivate var inSeconds: String { Decimal.text(self / .seconds(1), fractionDigits: 2) }
}
