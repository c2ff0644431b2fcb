/// A value that several threads use, one at a time.
///
/// As Synchronization's `Mutex`, but with the system's own lock, which ThreadSanitizer knows: on Linux it takes what the
/// other one guards for races. A value of no size has no place of its own, and would be one: let the lock guard a real one.
///
/// `@unchecked Sendable`: the value is only used while the lock is held, and nobody else has it when it comes here.
package final class Guarded<Value>: @unchecked Sendable {
    private var value: Value
    private let lock: UnsafeMutablePointer<pthread_mutex_t>

    package init(_ value: sending Value) {
        self.value = value
        lock = .allocate(capacity: 1)
        lock.initialize(to: pthread_mutex_t())
        pthread_mutex_init(lock, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// Waits for its turn, and keeps all others waiting while `body` runs.
    package func withLock<Result: Sendable, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result)
        throws(Failure)
        -> Result
    {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return try body(&value)
    }
}
