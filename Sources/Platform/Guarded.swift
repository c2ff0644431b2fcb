/// A value that several threads use, one at a time.
///
/// As Synchronization's `Mutex`, but with the system's own lock, which ThreadSanitizer knows: on Linux it takes what the
/// other one guards for races.
///
/// `@unchecked Sendable`: the value is only used while the lock is held, and nobody else has it when it comes here.
package final class Guarded<Value>: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    /// Behind the lock: a value of no size would be where that is, and ThreadSanitizer sees the places.
    private var value: Value

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
