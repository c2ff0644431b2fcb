import IPCFraming
import Platform

/// How long one exchange may go on making connections, and the growing pauses between them.
///
/// Only the time that goes into connecting and pausing counts: a request that waited long in the server's queue and
/// was then reset still has its whole budget.
struct RetryBudget {
    /// The vendor's server binds its next listener within a fraction of a millisecond: start well below that.
    private static let firstPause: Nanoseconds = 20_000
    private static let longestPause: Nanoseconds = 50_000_000

    /// With no budget there is a single attempt, which may take what time the exchange has.
    private let isUnlimited: Bool
    private let resendsAfterReset: Bool
    private var left: Nanoseconds
    private var pause = firstPause

    init(_ terms: Terms) {
        left = terms.connectTimeout
        isUnlimited = left <= 0
        resendsAfterReset = terms.policy.resendsAfterReset
    }

    /// When connecting has to have succeeded.
    func deadline(from now: Instant, atMost limit: Instant) -> Instant {
        isUnlimited ? limit : min(now + left, limit)
    }

    mutating func spend(_ time: Nanoseconds) {
        left -= time
    }

    /// Pauses before the next attempt, if there is to be one.
    ///
    /// - Throws: the failure, when trying again could double something or the time is used up, or that it was
    ///   cancelled.
    mutating func pauseToRepeat(
        _ failure: ExchangeError,
        until deadline: Instant,
        _ cancellation: Cancellation?
    ) throws(ExchangeError) {
        let start = Instant.now
        guard isRepeatable(failure), left > pause, start + pause < deadline else { throw failure }
        sleep(from: start, cancellation)
        left -= start.elapsed
        pause = min(pause * 2, Self.longestPause)
        if cancellation?.isCancelled == true { throw ExchangeError(.cancelled, .connecting, failure.endpoint) }
    }

    /// Whether trying again can neither double nor lose anything.
    private func isRepeatable(_ failure: ExchangeError) -> Bool {
        switch (failure.code, failure.phase) {
        case (.refused, .connecting), (.reset, .connecting), (.timeout, .connecting): true
        case (.unreachable, .connecting): failure.isOutOfPorts
        case (.reset, _): resendsAfterReset && !failure.mayHaveBeenExecuted
        default: false
        }
    }

    private func sleep(from start: Instant, _ cancellation: Cancellation?) {
        // `poll` counts in milliseconds. Nobody waits for a cancellation that comes a millisecond late.
        guard pause >= 1_000_000 else {
            var time = timespec(tv_sec: 0, tv_nsec: Int(pause))
            nanosleep(&time, nil)
            return
        }
        var entry = pollfd(fd: cancellation?.waitDescriptor ?? -1, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, (start + pause).pollTimeout(from: start))
    }
}
