import IPCFraming
import MockCore
import NIOConcurrencyHelpers
import NIOPosix
import Sessions
import Synchronization

/// Records what a server was asked and what it answered, on a thread of its own: a large exchange takes time.
final class Journal: Sendable {
    /// Bytes that wait to be written at the most; then the server waits for the disk.
    private static let pendingLimit = 64 << 20
    /// What an exchange takes besides its bytes.
    private static let exchangeSize = 256

    private let writer: Mutex<SessionWriter>
    private let pool = NIOThreadPool(numberOfThreads: 1)
    /// Held by whoever changes `pendingSize`. Its value is whether there may be more.
    private let room = ConditionLock(value: true)
    nonisolated(unsafe) private var pendingSize = 0
    private let hasFailed = Atomic(false)
    private let began = ContinuousClock.now
    private let log: @Sendable (MockEvent) -> Void

    /// - Throws: ``SessionError`` when the file cannot be written.
    init(path: String, header: SessionHeader, log: @escaping @Sendable (MockEvent) -> Void) throws(SessionError) {
        writer = Mutex(try SessionWriter(path: path, header: header))
        self.log = log
        pool.start()
    }

    /// Takes down an exchange that has just ended.
    func append(
        _ request: RequestFrame,
        _ response: ResponseFrame?,
        _ error: String?,
        attempts: Int = 1,
        start: ContinuousClock.Instant
    ) {
        let size = request.bytes.count + (response?.bytes.count ?? 0) + Self.exchangeSize
        let duration = ContinuousClock.now - start
        room.lock(whenValue: true)
        changePendingSize(by: size)
        pool.submit { [self] _ in
            write { writer throws(SessionError) in
                try writer.append(
                    request: request,
                    response: response,
                    error: error,
                    attempts: attempts,
                    start: start - began,
                    duration: duration
                )
            }
            room.lock()
            changePendingSize(by: -size)
        }
    }

    /// Gives `room` back, which is held.
    private func changePendingSize(by size: Int) {
        pendingSize += size
        room.unlock(withValue: pendingSize <= Self.pendingLimit)
    }

    /// Writes what is left, and the end.
    func finish() {
        // What waits is run as well.
        try? pool.syncShutdownGracefully()
        write { writer throws(SessionError) in try writer.finish() }
    }

    private func write(_ body: (SessionWriter) throws(SessionError) -> Void) {
        do {
            try writer.withLock { try body($0) }
        } catch {
            if !hasFailed.exchange(true, ordering: .relaxed) { log(.trouble("NOT RECORDED: \(error)")) }
        }
    }
}
