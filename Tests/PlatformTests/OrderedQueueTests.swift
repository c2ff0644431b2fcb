import Platform
import Synchronization
import Testing

@Suite struct OrderedQueueTests {
    private struct Trouble: Error, Equatable {}

    /// Many threads take numbers; what they made of them comes back.
    private static func run(
        _ count: Int,
        threads: Int,
        window: Int,
        failingAt: Int = .max
    ) -> (finished: [Int], failure: Trouble?) {
        var given = 0
        var finished: [Int] = []
        let queue = OrderedQueue<Int, Int, Trouble>(
            window: window,
            { () throws(Trouble) in
                guard given < count else { return nil }
                given += 1
                return given
            },
            { (number: Int) throws(Trouble) in
                if number == failingAt { throw Trouble() }
                finished.append(number)
            }
        )
        Workers.run(threads) { index in
            while let (number, piece) = queue.take() {
                // Some come to nothing; the others are held up differently in each thread.
                for _ in 0..<(index * 50) { _ = piece.hashValue }
                queue.put(number, piece % 10 == 0 ? nil : piece)
            }
        }
        return (finished, queue.failure)
    }

    @Test("Results come in order, each once", arguments: [(1, 1), (4, 4), (8, 2), (3, 1000)])
    func order(threads: Int, window: Int) {
        let result = Self.run(500, threads: threads, window: window)
        #expect(result.finished == (1...500).filter { $0 % 10 != 0 })
        #expect(result.failure == nil)
    }

    @Test("After a failure nothing more is taken or finished")
    func failure() {
        let result = Self.run(100_000, threads: 4, window: 16, failingAt: 33)
        #expect(result.finished == (1..<33).filter { $0 % 10 != 0 })
        #expect(result.failure == Trouble())
    }

    @Test("A slow piece holds the others back when the window is full")
    func window() {
        let largest = Atomic(0)
        var given = 0
        let queue = OrderedQueue<Int, Int, Never>(
            window: 4,
            {
                guard given < 50 else { return nil }
                given += 1
                return given
            },
            { _ in }
        )
        let first = queue.take()
        Workers.run(2) { index in
            guard index == 1 else {
                // Until the window is full: a fifth piece would have to wait.
                while largest.load(ordering: .acquiring) < 4 {}
                queue.put(0, first?.piece)
                return
            }
            while let (number, piece) = queue.take() {
                if largest.load(ordering: .acquiring) < 4 { #expect(piece <= 4) }
                largest.store(piece, ordering: .releasing)
                queue.put(number, piece)
            }
        }
        #expect(given == 50)
    }

    @Test("Pieces with the same key are done one after the other, in their order", arguments: [1, 2, 5])
    func keys(distinct: Int) {
        let count = 2000
        var given = 0
        var finished: [Int] = []
        let underWay = Guarded([Int: Int]())
        let overlaps = Atomic(0)
        let order = Guarded([Int: [Int]]())
        let queue = OrderedQueue<Int, Int, Never>(
            window: 64,
            key: { $0 % distinct },
            {
                guard given < count else { return nil }
                given += 1
                return given
            },
            { finished.append($0) }
        )
        Workers.run(8) { _ in
            while let (number, piece) = queue.take() {
                let key = piece % distinct
                let before = underWay.withLock { underWay in
                    defer { underWay[key, default: 0] += 1 }
                    return underWay[key, default: 0]
                }
                if before > 0 { overlaps.add(1, ordering: .relaxed) }
                order.withLock { $0[key, default: []].append(piece) }
                underWay.withLock { $0[key, default: 0] -= 1 }
                queue.put(number, piece)
            }
        }
        #expect(finished == Array(1...count))
        #expect(overlaps.load(ordering: .relaxed) == 0)
        for pieces in order.withLock({ $0 }).values { #expect(pieces == pieces.sorted()) }
    }
}
