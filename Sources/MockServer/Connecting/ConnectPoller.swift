import IPCClient
import NIOPosix
import Platform

/// Waits for connections that take their time, on a thread of its own, which is started for the first.
final class ConnectPoller: Sendable {
    private struct Entry: Sendable {
        var descriptor: Int32
        var deadline: ContinuousClock.Instant?
        var whenDone: @Sendable (Bool) -> Void
    }

    private struct Shared: Sendable {
        var entries: [Entry] = []
        var isRunning = false
        var isStopped = false
    }

    private let shared = Guarded(Shared())
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private let bell: Cancellation

    /// - Returns: `nil` when the process has no descriptors left.
    init?() {
        guard let bell = Cancellation() else { return nil }
        self.bell = bell
    }

    /// Waits until a descriptor can be written to.
    ///
    /// - Parameter whenDone: called on the thread; with `false` when it took too long, or the poller stops.
    func wait(
        for descriptor: Int32,
        until deadline: ContinuousClock.Instant?,
        whenDone: @escaping @Sendable (Bool) -> Void
    ) {
        let (isFirst, isStopped) = shared.withLock { shared in
            guard !shared.isStopped else { return (false, true) }
            shared.entries.append(Entry(descriptor: descriptor, deadline: deadline, whenDone: whenDone))
            defer { shared.isRunning = true }
            return (!shared.isRunning, false)
        }
        if isStopped { return whenDone(false) }
        guard isFirst else { return bell.cancel() }
        thread.start()
        thread.submit { [self] _ in run() }
    }

    /// Gives up what is waited for. Further calls do nothing.
    func stop() {
        let isRunning = shared.withLock { shared in
            shared.isStopped = true
            defer { shared.isRunning = false }
            return shared.isRunning
        }
        bell.cancel()
        if isRunning { try? thread.syncShutdownGracefully() }
    }

    private func run() {
        while true {
            bell.reset()
            let (entries, isStopped) = shared.withLock { ($0.entries, $0.isStopped) }
            if isStopped {
                for entry in entries { take(entry.descriptor)?.whenDone(false) }
                return
            }
            var polled = entries.map { pollfd(fd: $0.descriptor, events: Int16(POLLOUT), revents: 0) }
            polled.append(pollfd(fd: bell.waitDescriptor, events: Int16(POLLIN), revents: 0))
            guard
                poll(&polled, nfds_t(polled.count), Self.milliseconds(until: entries.compactMap(\.deadline).min())) >= 0
            else { continue }
            let now = ContinuousClock.now
            for (entry, polled) in zip(entries, polled) {
                let isReady = polled.revents != 0
                guard isReady || entry.deadline.map({ $0 <= now }) ?? false else { continue }
                // Taken first: when it is told, its descriptor may be closed, and stand for another.
                take(entry.descriptor)?.whenDone(isReady)
            }
        }
    }

    /// - Returns: what is to be told, once.
    private func take(_ descriptor: Int32) -> Entry? {
        shared.withLock { shared in
            let index = shared.entries.firstIndex { $0.descriptor == descriptor }
            return index.map { shared.entries.remove(at: $0) }
        }
    }

    /// What `poll` takes, rounded up so that it does not spin.
    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = (deadline - ContinuousClock.now) / .milliseconds(1)
        return Int32(max(0, min(left.rounded(.up), 3_600_000)))
    }
}
