import NIOCore
import NIOPosix
import Platform

/// Threads for what would hold up the event loop; started when there is something to do.
final class Workers: Sendable {
    private struct Shared: Sendable {
        var pool: NIOThreadPool?
        var isStopped = false
    }

    private let count: Int
    private let shared = Guarded(Shared())

    /// - Parameter count: what can be done at once; the rest waits.
    init(count: Int) {
        self.count = count
    }

    /// - Returns: the result, on the loop; fails when the server has been stopped.
    func run<Result: Sendable>(
        on loop: any EventLoop,
        _ work: @escaping @Sendable () throws -> Result
    ) -> EventLoopFuture<Result> {
        let pool = shared.withLock { shared -> NIOThreadPool? in
            if shared.pool == nil, !shared.isStopped {
                shared.pool = NIOThreadPool(numberOfThreads: count)
                shared.pool?.start()
            }
            return shared.pool
        }
        guard let pool else { return loop.makeFailedFuture(ChannelError.alreadyClosed) }
        return pool.runIfActive(eventLoop: loop, work)
    }

    /// Waits for what is under way. What only waits is not done any more.
    func stop() {
        let pool = shared.withLock { shared -> NIOThreadPool? in
            shared.isStopped = true
            return shared.pool.take()
        }
        try? pool?.syncShutdownGracefully()
    }
}
