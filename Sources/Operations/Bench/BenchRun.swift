package import Bench
import IPCClient
package import IPCFraming
package import Texts

/// Runs a load test.
package struct BenchRun {
    /// Takes what came of it, which server was asked, and how.
    package typealias Show = (LoadResult, Endpoint, ConnectionMode) throws(Failure) -> Void

    private let plan: BenchPlan
    private let exchanger: Exchanger
    private var observer: any Observer { exchanger.observer }

    package init(_ plan: BenchPlan, _ exchanger: Exchanger) {
        self.plan = plan
        self.exchanger = exchanger
    }

    /// - Throws: ``Failure`` when no client can be made, or something cannot be written.
    package func run(show: Show) throws(Failure) -> ExitStatus {
        let settings = exchanger.settings
        defer { exchanger.settings = settings }
        // To leave would end the server that is measured. To wait for it may double the time that a time-out takes.
        if settings.sources[.linger] == nil {
            exchanger.settings.policy.lingerTime = min(settings.policy.lingerTime, settings.policy.timeout)
        }
        let clients = try exchanger.clients(plan.connections)
        for client in clients { client.notice = nil }
        if settings.messages != nil || settings.until != nil {
            try exchanger.checkSeveralMessages("--messages and --until are")
        }
        guard let cancellation = exchanger.cancellation ?? Cancellation() else {
            throw Failure(.exchangeFailed, "no descriptors are left in this system")
        }
        let isRecording = if case .file = exchanger.recorder.recording { true } else { false }
        if isRecording { try exchanger.prepareRecording() }
        Signals.interruptsWait(true)
        defer { Signals.interruptsWait(false) }
        observer.notice("ipcsh: \(announcement(clients[0].endpoint))")
        if let result = warmUp(clients, cancellation) { return try conclude(result, clients[0].endpoint, show) }
        var recordingFailure: Failure?
        let record: LoadRun.Record? =
            isRecording
            ? { exchange in
                recordingFailure = exchanger.record(exchange)
                return recordingFailure == nil
            } : nil
        let result = Self.prepare(load, cancellation).run(clients, record: record, watch: watcher())
        observer.progress(nil)
        let status = try conclude(result, clients[0].endpoint, show)
        if let recordingFailure { throw recordingFailure }
        return status
    }

    /// Makes the exchanges that do not count.
    ///
    /// - Returns: what came of them when there is nobody to go on with.
    private func warmUp(_ clients: [Client], _ cancellation: Cancellation) -> LoadResult? {
        guard plan.warmup > 0 else { return nil }
        var load = load
        (load.count, load.time, load.rate) = (plan.warmup, nil, nil)
        let result = Self.prepare(load, cancellation).run(clients)
        return result.tally.answered == 0 ? result : nil
    }

    /// What is sent, and how answers are treated.
    private var load: Load {
        var load = plan.load
        (load.answerEnd, load.rule) = (exchanger.settings.answerEnd, exchanger.settings.rule)
        return load
    }

    private static func prepare(_ load: Load, _ cancellation: Cancellation) -> LoadRun {
        LoadRun(load, cancellation: cancellation) { Signals.isInterrupted || Signals.ending != nil }
    }

    /// `sending {"bench": null} to localhost:7000 over 4 connections, 200/s, for 10s`
    private func announcement(_ endpoint: Endpoint) -> String {
        let load = plan.load
        let connections = plan.connections == 1 ? "1 connection" : "\(plan.connections) connections"
        var parts = ["sending \(plan.content) to \(endpoint) over \(connections)"]
        if let rate = load.rate { parts.append("\(TimeText.number(rate, fractionDigits: 6))/s") }
        if let count = load.count { parts.append("\(count) \(count == 1 ? "exchange" : "exchanges")") }
        if let time = load.time { parts.append("for \(DurationText.text(time))") }
        return parts.joined(separator: ", ")
    }

    /// Tells how far it has come, where somebody looks.
    private func watcher() -> ((Int) -> Void)? {
        guard observer.showsProgress else { return nil }
        let start = ContinuousClock.now
        let load = plan.load
        return { begun in
            let done = min(begun, load.count ?? .max)
            let total = max(done, Self.expectedTotal(load, done: done, elapsed: .now - start))
            observer.progress(Progress(done: done, total: total, start: start))
        }
    }

    /// How many exchanges there will have been at the end, at the pace so far.
    private static func expectedTotal(_ load: Load, done: Int, elapsed: Duration) -> Int {
        guard let time = load.time, elapsed > .zero else { return load.count ?? done }
        let expected = Double(done) * max(1, time / elapsed)
        return min(load.count ?? .max, expected < 1e15 ? Int(expected) : done)
    }

    private func conclude(_ result: LoadResult, _ endpoint: Endpoint, _ show: Show) throws(Failure) -> ExitStatus {
        try show(result, endpoint, exchanger.settings.policy.mode)
        if let failure = result.tally.firstFailure { observer.diagnostic("ipcsh: \(Diagnostics.message(failure))") }
        if Signals.isInterrupted || observer.isCancelled { throw Failure(.interrupted, "interrupted") }
        if result.unsent > 0 {
            observer.notice(
                "ipcsh: the rate was not kept: \(result.unsent) requests were due and not sent (more --jobs?)"
            )
        }
        return result.tally.failed > 0 || result.tally.answered == 0 ? .exchangeFailed : .ok
    }
}
