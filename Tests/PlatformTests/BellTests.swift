import Platform
import Testing

@Suite struct BellTests {
    @Test func `it rings until it is silenced, however often it was rung`() throws {
        let bell = try #require(Bell())
        #expect(!bell.wait(nanoseconds: 0))
        // More often than a pipe has room for bytes.
        for _ in 0..<100_000 { bell.ring() }
        bell.wait()
        #expect(bell.wait(nanoseconds: .max))
        bell.silence()
        #expect(!bell.wait(nanoseconds: -1))
    }

    @Test func `it leaves errno as it was`() throws {
        let bell = try #require(Bell())
        for _ in 0..<100_000 {
            errno = EDOM
            bell.ring()
            #expect(errno == EDOM)
        }
    }

    @Test func `another thread wakes whoever waits, and is joined`() throws {
        let bell = try #require(Bell())
        let ended = Guarded(false)
        let thread = try Thread(stackSize: 1 << 20) {
            bell.ring()
            ended.withLock { $0 = true }
        }
        bell.wait()
        thread.join()
        #expect(ended.withLock { $0 })
    }

    @Test("Workers do each piece once", arguments: [0, 1, 7])
    func workers(count: Int) {
        let seen = Guarded<[Int]>([])
        Workers.run(count) { index in seen.withLock { $0.append(index) } }
        #expect(seen.withLock { $0.sorted() } == Array(0..<count))
    }
}
