import Bench
import IPCClient
import IPCFraming
import Texts

/// Runs a load test and shows what came of it.
struct BenchRun {
    private let plan: BenchPlan
    private let page: BenchPage?
    private let context: ShellContext

    init(_ plan: BenchPlan, _ page: BenchPage?, in context: ShellContext) {
        self.plan = plan
        self.page = page
        self.context = context
    }

    /// - Throws: ``Failure`` when no client can be made, or something cannot be written.
    func run() throws(Failure) -> ExitStatus {
        let settings = context.settings
        defer { context.settings = settings }
        // To leave would end the server that is measured. To wait for it may double the time that a time-out takes.
        if settings.sources[.linger] == nil {
            context.settings.policy.lingerTime = min(settings.policy.lingerTime, settings.policy.timeout)
        }
        let clients = try context.clients(plan.connections)
        for client in clients { client.notice = nil }
        guard let cancellation = context.cancellation ?? Cancellation() else {
            throw Failure(.exchangeFailed, "no descriptors are left in this system")
        }
        let isRecording = if case .file = context.recorder.recording { true } else { false }
        if isRecording { try context.prepareRecording() }
        Signals.interruptsWait(true)
        defer { Signals.interruptsWait(false) }
        context.console.notice("ipcsh: \(announcement(clients[0].endpoint))")
        if let result = warmUp(clients, cancellation) { return try conclude(result, clients[0].endpoint) }
        var recordingFailure: Failure?
        let record: LoadRun.Record? =
            isRecording
            ? { exchange in
                recordingFailure = context.record(exchange)
                return recordingFailure == nil
            } : nil
        let result = Self.prepare(plan.load, cancellation).run(clients, record: record, watch: watcher())
        if context.console.progressColumns != nil { context.console.progress("") }
        let status = try conclude(result, clients[0].endpoint)
        if let recordingFailure { throw recordingFailure }
        return status
    }

    /// Makes the exchanges that do not count.
    ///
    /// - Returns: what came of them when there is nobody to go on with.
    private func warmUp(_ clients: [Client], _ cancellation: Cancellation) -> LoadResult? {
        guard plan.warmup > 0 else { return nil }
        var load = plan.load
        (load.count, load.time, load.rate) = (plan.warmup, nil, nil)
        let result = Self.prepare(load, cancellation).run(clients)
        return result.tally.answered == 0 ? result : nil
    }

    private static func prepare(_ load: Load, _ cancellation: Cancellation) -> LoadRun {
        LoadRun(load, cancellation: cancellation) { Signals.isInterrupted || Signals.ending != nil }
    }

    // MARK: Output

    /// `sending {"bench": null} to localhost:7000 over 4 connections, 200/s, for 10s`
    private func announcement(_ endpoint: Endpoint) -> String {
        let load = plan.load
        let connections = plan.connections == 1 ? "1 connection" : "\(plan.connections) connections"
        var parts = ["sending \(plan.content) to \(endpoint) over \(connections)"]
        if let rate = load.rate { parts.append("\(TimeText.number(rate))/s") }
        if let count = load.count { parts.append("\(count) \(count == 1 ? "exchange" : "exchanges")") }
        if let time = load.time { parts.append("for \(DurationText.text(time))") }
        return parts.joined(separator: ", ")
    }

    /// Draws how far it has come, where somebody looks.
    private func watcher() -> ((Int) -> Void)? {
        let console = context.console
        guard console.progressColumns != nil, !context.settings.json else { return nil }
        let start = ContinuousClock.now
        let load = plan.load
        return { begun in
            guard let columns = console.progressColumns else { return }
            let elapsed = ContinuousClock.now - start
            let done = min(begun, load.count ?? .max)
            let text = ProgressLine.text(
                done: done,
                total: max(done, Self.expectedTotal(load, done: done, elapsed: elapsed)),
                elapsed: elapsed,
                item: "",
                columns: columns
            )
            console.progress(text)
        }
    }

    /// How many exchanges there will have been at the end, at the pace so far.
    private static func expectedTotal(_ load: Load, done: Int, elapsed: Duration) -> Int {
        guard let time = load.time, elapsed > .zero else { return load.count ?? done }
        let expected = Double(done) * max(1, time / elapsed)
        return min(load.count ?? .max, expected < 1e15 ? Int(expected) : done)
    }

    private func conclude(_ result: LoadResult, _ endpoint: Endpoint) throws(Failure) -> ExitStatus {
        let report = BenchReport(result, plan, endpoint: endpoint, mode: context.settings.policy.mode)
        let console = context.console
        if context.settings.json {
            console.object(report.json)
        } else {
            let chart = LatencyChart(columns: console.outputWindow?.columns ?? 80, environment: context.environment)
            for line in report.lines + chart.lines(result.tally.latencies) { console.line(line) }
        }
        try page?.write(report)
        if let failure = result.tally.firstFailure {
            console.diagnostic("ipcsh: \(Diagnostics.message(failure))")
        }
        if Signals.isInterrupted || context.cancellation?.isCancelled == true {
            throw Failure(.interrupted, "interrupted")
        }
        if result.unsent > 0 {
            console.notice(
                "ipcsh: the rate was not kept: \(result.unsent) requests were due and not sent (more --jobs?)"
            )
        }
        return result.tally.failed > 0 || result.tally.answered == 0 ? .exchangeFailed : .ok
    }
}
