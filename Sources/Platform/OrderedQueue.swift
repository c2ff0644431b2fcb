/// Hands work to several threads one piece at a time, and takes what they made of it in the order of the pieces.
///
/// Pieces with the same key are handed out one after the other, each when the one before it is finished; others overtake
/// them. Its closures are called under its lock: never two calls at a time.
package final class OrderedQueue<Piece, Result, Failure: Error>: @unchecked Sendable {
    private let next: () throws(Failure) -> Piece?
    private let finish: (Result) throws(Failure) -> Void
    private let key: (Piece) -> AnyHashable?
    /// How many pieces may be ahead of the first one that is not finished: what bounds the memory.
    private let window: Int

    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let hasRoom = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var taken = 0
    private var finished = 0
    private var isAtEnd = false
    /// What came out of turn; `nil` for a piece that came to nothing.
    private var waiting: [Int: Result?] = [:]
    /// The keys of the pieces that are being worked on.
    private var keys: [Int: AnyHashable] = [:]
    /// For each of these keys, the pieces that wait for the one before them.
    private var held: [AnyHashable: [(number: Int, piece: Piece)]] = [:]
    private var heldCount = 0
    /// Pieces that have waited, and can be handed out.
    private var ready: [(number: Int, piece: Piece)] = []
    /// What ended it early.
    package private(set) var failure: Failure?

    /// - Parameter key: of pieces whose order matters to each other; `nil` for one that may be done at any time.
    package init(
        window: Int,
        key: @escaping (Piece) -> AnyHashable? = { _ in nil },
        _ next: @escaping () throws(Failure) -> Piece?,
        _ finish: @escaping (Result) throws(Failure) -> Void
    ) {
        self.window = window
        self.next = next
        self.finish = finish
        self.key = key
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
        while failure == nil {
            if !ready.isEmpty { return ready.removeFirst() }
            if isAtEnd, heldCount == 0 { return nil }
            if isAtEnd || taken >= finished + window {
                pthread_cond_wait(hasRoom, lock)
            } else if let piece = takeNext() {
                return piece
            }
        }
        return nil
    }

    /// - Returns: `nil` at the end, and for a piece that has to wait.
    private func takeNext() -> (number: Int, piece: Piece)? {
        do throws(Failure) {
            guard let piece = try next() else {
                end(nil)
                return nil
            }
            let number = taken
            taken += 1
            guard let key = key(piece) else { return (number, piece) }
            if held[key] != nil {
                held[key]?.append((number, piece))
                heldCount += 1
                return nil
            }
            held[key] = []
            keys[number] = key
            return (number, piece)
        } catch {
            end(error)
            return nil
        }
    }

    /// Lets the next piece with the key of one that is finished be handed out.
    private func release(_ number: Int) {
        guard let key = keys.removeValue(forKey: number) else { return }
        guard let next = held[key]?.first else {
            held[key] = nil
            return
        }
        held[key]?.removeFirst()
        heldCount -= 1
        keys[next.number] = key
        ready.append(next)
    }

    /// Takes what came of a piece.
    package func put(_ number: Int, _ result: Result?) {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        release(number)
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
