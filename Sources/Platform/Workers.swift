/// Threads that live as long as a piece of work.
package enum Workers {
    /// Deeply nested JSON needs its stack, and not every system gives a thread as much.
    private static let stackSize = 8 * 1024 * 1024

    /// Calls `body` with 0, 1, 2 ... on as many threads, and returns when all have returned.
    ///
    /// Where the system gives no more threads, those that it gave do it; without any, this one does.
    package static func run(_ count: Int, _ body: (Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            var threads: [Thread] = []
            while threads.count < count {
                let index = threads.count
                guard let thread = try? Thread(stackSize: stackSize, { body(index) }) else { break }
                threads.append(thread)
            }
            if threads.isEmpty, count > 0 { body(0) }
            for thread in threads { thread.join() }
        }
    }
}
