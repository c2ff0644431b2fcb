import Platform

/// Waits for the disk to have what was written to a file. Used by one thread at a time.
final class DiskSync {
    /// What the thread that syncs from time to time shares with the one that writes.
    private struct State {
        var isDirty = false
        var isEnding = false
        var failure: SystemError?
    }

    private let descriptor: Int32
    private let periodic: Periodic?

    private struct Periodic {
        let state: Guarded<State>
        /// Rung when there is something to sync, and at the end.
        let work: Bell
        let end: Bell
        let thread: Thread
    }

    /// - Parameter descriptor: stays open until ``finish()`` has come back.
    /// - Returns: `nil` where nothing has to be synced.
    init?(_ descriptor: Int32, _ policy: SyncPolicy) throws(SystemError) {
        self.descriptor = descriptor
        switch policy {
        case .never: return nil
        case .eachExchange: periodic = nil
        case .within(let interval):
            guard let work = Bell(), let end = Bell() else { throw SystemError() }
            let state = Guarded(State())
            let thread = try Thread {
                Self.run(descriptor, every: interval, state, work, end)
            }
            periodic = Periodic(state: state, work: work, end: end, thread: thread)
        }
    }

    deinit {
        try? endThread()
    }

    /// Something was written.
    ///
    /// - Throws: ``SystemError`` when the disk did not take it, or what was written before.
    func written() throws(SystemError) {
        guard let periodic else { return try Self.synchronize(descriptor) }
        let (wasClean, failure) = periodic.state.withLock { state in
            defer {
                state.isDirty = true
                state.failure = nil
            }
            return (!state.isDirty, state.failure)
        }
        if wasClean { periodic.work.ring() }
        if let failure { throw failure }
    }

    /// Waits until the disk has everything.
    func finish() throws(SystemError) {
        try endThread()
        try Self.synchronize(descriptor)
    }

    private func endThread() throws(SystemError) {
        guard let periodic else { return }
        let wasEnding = periodic.state.withLock { state in
            defer { state.isEnding = true }
            return state.isEnding
        }
        if wasEnding { return }
        periodic.work.ring()
        periodic.end.ring()
        periodic.thread.join()
        if let failure = periodic.state.withLock({ $0.failure }) { throw failure }
    }

    private static func run(
        _ descriptor: Int32,
        every interval: Duration,
        _ state: Guarded<State>,
        _ work: Bell,
        _ end: Bell
    ) {
        let pause = interval.components.seconds * 1_000_000_000 + interval.components.attoseconds / 1_000_000_000
        while true {
            work.wait()
            work.silence()
            // What is written meanwhile is synced with it.
            if state.withLock({ $0.isEnding }) || end.wait(nanoseconds: pause) { return }
            state.withLock { $0.isDirty = false }
            do throws(SystemError) {
                try synchronize(descriptor)
            } catch {
                state.withLock { $0.failure = error }
            }
        }
    }

    private static func synchronize(_ descriptor: Int32) throws(SystemError) {
        while fsync(descriptor) != 0 {
            let error = SystemError()
            // What cannot be synced, such as a pipe, has nothing to lose.
            if error.code == EINVAL || error.code == EROFS { return }
            if error.code != EINTR { throw error }
        }
    }
}
