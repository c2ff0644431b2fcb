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
                for entry in take(entries.map(\.descriptor)) { entry.whenDone(false) }
                return
            }
            var polled = entries.map { pollfd(fd: $0.descriptor, events: Int16(POLLOUT), revents: 0) }
            polled.append(pollfd(fd: bell.waitDescriptor, events: Int16(POLLIN), revents: 0))
            guard
                poll(&polled, nfds_t(polled.count), Self.milliseconds(until: entries.compactMap(\.deadline).min())) >= 0
            else { continue }
            let now = ContinuousClock.now
            let ready = zip(entries, polled).filter { $1.revents != 0 }.map(\.0.descriptor)
            for entry in take(ready) { entry.whenDone(true) }
            let late = entries.filter { $0.deadline.map { $0 <= now } ?? false }.map(\.descriptor)
            for entry in take(late) { entry.whenDone(false) }
        }
    }

    /// - Returns: those of them that are still waited for.
    private func take(_ descriptors: [Int32]) -> [Entry] {
        guard !descriptors.isEmpty else { return [] }
        return shared.withLock { shared in
            let taken = shared.entries.filter { descriptors.contains($0.descriptor) }
            shared.entries.removeAll { descriptors.contains($0.descriptor) }
            return taken
        }
    }

    /// What `poll` takes, rounded up so that it does not spin.
    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = (deadline - ContinuousClock.now) / .milliseconds(1)
        return Int32(max(0, min(left.rounded(.up), 3_600_000)))
    }
}
