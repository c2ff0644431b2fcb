package import IPCClient
import Platform
import Sessions

/// Sends exchanges over one or several connections at once, each exchange once and equal requests one after the other, and
/// hands out what came in the order of the file.
package struct Replayer {
    /// What came of a step.
    package struct Completion {
        package var step: ReplayStep
        package var exchange: Exchange
    }

    /// How many exchanges may be ahead of one that is waited for.
    private static let window = 4096
    /// How often whoever waits for the time of an exchange looks whether to stop.
    private static let patience = Duration.milliseconds(50)

    private let clients: [Client]
    private let cancellation: Cancellation
    /// Whether nothing more is to be sent.
    private let isStopped: () -> Bool
    /// How late the latest exchange was sent.
    package private(set) var lateness = Duration.zero

    /// - Parameters:
    ///   - clients: one for each connection.
    ///   - cancellation: the clients', which ends pauses, too.
    ///   - isStopped: asked between exchanges, on any thread.
    package init(_ clients: [Client], cancellation: Cancellation, isStopped: @escaping () -> Bool) {
        self.clients = clients
        self.cancellation = cancellation
        self.isStopped = isStopped
    }

    /// Sends until there is no next step.
    ///
    /// - Parameters:
    ///   - next: gives the step to send next. With several clients it and `finish` are called on other threads, but
    ///     never two of them at a time.
    ///   - finish: takes what came, in the order of the steps.
    package mutating func run<Failure: Error>(
        next: () throws(Failure) -> ReplayStep?,
        finish: (Completion) throws(Failure) -> Void
    ) throws(Failure) {
        let origin = ContinuousClock.now
        if clients.count == 1 {
            while !isStopped(), let step = try next() {
                guard let completion = send(step, clients[0], origin, &lateness) else { return }
                try finish(completion)
            }
            return
        }
        let sending = self
        let late = Guarded(Duration.zero)
        var failure: Failure?
        withoutActuallyEscaping(next) { next in
            withoutActuallyEscaping(finish) { finish in
                // A server may answer the second of two equal requests otherwise than the first.
                let queue = OrderedQueue<ReplayStep, Completion, Failure>(
                    window: Self.window,
                    key: { $0.expected.request },
                    next,
                    finish
                )
                Workers.run(clients.count) { index in
                    var lateness = Duration.zero
                    while !sending.isStopped(), let (number, step) = queue.take() {
                        // It may have waited for another while the replay was stopped.
                        let isDue = !sending.isStopped()
                        let completion = isDue ? sending.send(step, sending.clients[index], origin, &lateness) : nil
                        queue.put(number, completion)
                    }
                    late.withLock { $0 = max($0, lateness) }
                }
                failure = queue.failure
            }
        }
        lateness = late.withLock { $0 }
        if let failure { throw failure }
    }

    /// - Returns: `nil` when it was stopped before the step's time came.
    private func send(
        _ step: ReplayStep,
        _ client: Client,
        _ origin: ContinuousClock.Instant,
        _ lateness: inout Duration
    ) -> Completion? {
        if let due = step.due {
            while true {
                let left = origin + due - .now
                if left <= .zero {
                    lateness = max(lateness, .zero - left)
                    break
                }
                if cancellation.wait(for: min(left, Self.patience)) || isStopped() { return nil }
            }
        }
        // What comes unasked comes over any connection.
        let end = step.answerEnd(waitsForPushed: clients.count == 1)
        return Completion(step: step, exchange: client.exchange(step.expected.request, until: end))
    }
}
