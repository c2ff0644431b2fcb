/// Hands work to several threads one piece at a time, and takes what they made of it in the order of the pieces.
///
/// Its two closures are called under its lock: never two calls at a time.
package final class OrderedQueue<Piece, Result, Failure: Error>: @unchecked Sendable {
    private let next: () throws(Failure) -> Piece?
    private let finish: (Result) throws(Failure) -> Void
    /// How many pieces may be ahead of the first one that is not finished: what bounds the memory.
    private let window: Int

    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let hasRoom = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var taken = 0
    private var finished = 0
    private var isAtEnd = false
    /// What came out of turn; `nil` for a piece that came to nothing.
    private var waiting: [Int: Result?] = [:]
    /// What ended it early.
    package private(set) var failure: Failure?

    package init(
        window: Int,
        _ next: @escaping () throws(Failure) -> Piece?,
        _ finish: @escaping (Result) throws(Failure) -> Void
    ) {
        self.window = window
        self.next = next
        self.finish = finish
        pthread_mutex_init(lock, nil)
        pthread_cond_init(hasRoom, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        pthread_cond_destroy(hasRoom)
        lock.deallocate()
        hasRoom.deallocate()
    }

    /// The next piece and its number, or `nil` when there is none.
    package func take() -> (number: Int, piece: Piece)? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while taken >= finished + window, !isAtEnd { pthread_cond_wait(hasRoom, lock) }
        guard !isAtEnd else { return nil }
        do throws(Failure) {
            guard let piece = try next() else {
                end(nil)
                return nil
            }
            taken += 1
            return (taken - 1, piece)
        } catch {
            end(error)
            return nil
        }
    }

    /// Takes what came of a piece.
    package func put(_ number: Int, _ result: Result?) {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        waiting[number] = .some(result)
        while let result = waiting.removeValue(forKey: finished) {
            finished += 1
            guard failure == nil, let result else { continue }
            do throws(Failure) {
                try finish(result)
            } catch {
                end(error)
            }
        }
        pthread_cond_broadcast(hasRoom)
    }

    private func end(_ failure: Failure?) {
        isAtEnd = true
        self.failure = self.failure ?? failure
        pthread_cond_broadcast(hasRoom)
    }
}
