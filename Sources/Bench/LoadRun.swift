package import IPCClient
import IPCFraming
import Platform
import Synchronization

/// Sends a load over several connections at once, a thread for each, and measures what comes of it.
///
/// From one exchange to the next a thread takes no lock, unless there is something to be recorded.
package final class LoadRun: Sendable {
    /// Takes an exchange that was made, on any thread, but never two at a time.
    ///
    /// - Returns: whether to go on.
    package typealias Record = (Exchange) -> Bool

    /// How often it is watched, and how often whoever waits for the time of an exchange looks whether to stop.
    private static let patience = Duration.milliseconds(100)
    /// The system wakes sleepers this much late: whoever waits for less looks at the clock.
    private static let slack = Duration.microseconds(80)

    private let load: Load
    private let cancellation: Cancellation
    /// Asked between exchanges, on any thread.
    private let isInterrupted: @Sendable () -> Bool
    private let isStopped = Atomic(false)
    private let hasAnswer = Atomic(false)
    private let begun = Atomic(0)
    private let running: Atomic<Int>
    /// Whoever has it may record, too.
    private let result = Guarded(LoadResult())

    /// - Parameters:
    ///   - cancellation: the clients', which ends pauses, too.
    ///   - isInterrupted: whether nothing more is to be sent.
    package init(_ load: Load, cancellation: Cancellation, isInterrupted: @escaping @Sendable () -> Bool) {
        self.load = load
        self.cancellation = cancellation
        self.isInterrupted = isInterrupted
        running = Atomic(0)
    }

    /// Returns when all exchanges have ended. Once only.
    ///
    /// - Parameters:
    ///   - clients: one for each connection.
    ///   - record: takes each exchange that was made.
    ///   - watch: called now and then, on a thread of its own, with how many exchanges have begun.
    package func run(_ clients: [Client], record: Record? = nil, watch: ((Int) -> Void)? = nil) -> LoadResult {
        let origin = Instant.now
        running.store(clients.count, ordering: .relaxed)
        if clients.count == 1, watch == nil {
            work(clients[0], origin, record)
        } else {
            // Cancelled by the last thread that has done its work. Without descriptors nobody watches.
            let end = watch == nil ? nil : Cancellation()
            let watchers = end == nil ? 0 : 1
            Workers.run(clients.count + watchers) { index in
                guard index < clients.count else {
                    while let end, !end.wait(for: Self.patience) { watch?(self.begun.load(ordering: .relaxed)) }
                    return
                }
                self.work(clients[index], origin, record)
                if self.running.subtract(1, ordering: .relaxed).newValue == 0 { end?.cancel() }
            }
        }
        var result = result.withLock { $0 }
        let time = load.time.map { min($0, result.elapsed) } ?? result.elapsed
        if let due = load.dueCount(within: time) { result.unsent = max(0, due - result.tally.total) }
        return result
    }

    private func work(_ client: Client, _ origin: Instant, _ record: Record?) {
        var tally = LoadTally()
        let end = load.time.map { origin + $0 }
        var hasAnswered = false
        while !isStopped.load(ordering: .relaxed), !isInterrupted() {
            let number = begun.add(1, ordering: .relaxed).oldValue
            if let count = load.count, number >= count { break }
            if let end, end <= .now { break }
            var due: Instant?
            if let time = load.due(number).map({ origin + $0 }) {
                if let end, end <= time { break }
                guard wait(until: time) else { break }
                due = time
            }
            let exchange = client.exchange(load.requests[number % load.requests.count], until: load.answerEnd)
            if exchange.failure?.code == .cancelled { break }
            let latency = due.map { exchange.start - $0 + exchange.duration } ?? exchange.duration
            tally.count(exchange, latency: latency, load.rule)
            if let failure = exchange.failure {
                stopIfHopeless(failure)
            } else if !hasAnswered {
                hasAnswered = true
                hasAnswer.store(true, ordering: .relaxed)
            }
            if let record, !result.withLock({ _ in record(exchange) }) { stop() }
        }
        let elapsed = Instant.now - origin
        result.withLock {
            $0.tally.add(tally)
            $0.elapsed = max($0.elapsed, elapsed)
        }
    }

    private func stop() {
        isStopped.store(true, ordering: .relaxed)
    }

    /// Where nobody has ever answered and nobody can be reached, there is nothing to measure.
    private func stopIfHopeless(_ failure: ExchangeError) {
        guard !load.goesOn, !hasAnswer.load(ordering: .relaxed) else { return }
        switch failure.code {
        case .refused, .unresolved, .unreachable: stop()
        default: if failure.phase == .connecting { stop() }
        }
    }

    /// - Returns: whether to go on.
    private func wait(until due: Instant) -> Bool {
        while true {
            let left = due - .now
            if left <= .zero { return true }
            if left <= Self.slack {
                sched_yield()
            } else if cancellation.wait(for: min(left - Self.slack, Self.patience)) || isInterrupted()
                || isStopped.load(ordering: .relaxed)
            {
                return false
            }
        }
    }
}
