#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Threads that live as long as a piece of work.
package enum Workers {
    private final class Work {
        let index: Int
        let body: (Int) -> Void

        init(_ index: Int, _ body: @escaping (Int) -> Void) {
            self.index = index
            self.body = body
        }
    }

    /// Deeply nested JSON needs its stack, and not every system gives a thread as much.
    private static let stackSize = 8 * 1024 * 1024

    /// Calls `body` with 0, 1, 2 ... on as many threads, and returns when all have returned.
    ///
    /// Where the system gives no more threads, those that it gave do it; without any, this one does.
    package static func run(_ count: Int, _ body: (Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            var attributes = pthread_attr_t()
            pthread_attr_init(&attributes)
            pthread_attr_setstacksize(&attributes, stackSize)
            defer { pthread_attr_destroy(&attributes) }
            var threads: [pthread_t] = []
            for index in 0..<count {
                let work = Unmanaged.passRetained(Work(index, body))
                #if canImport(Glibc)
                    var thread = pthread_t()
                #else
                    var thread: pthread_t?
                #endif
                let code = pthread_create(&thread, &attributes, runWork, work.toOpaque())
                guard code == 0 else {
                    work.release()
                    break
                }
                #if canImport(Glibc)
                    threads.append(thread)
                #else
                    if let thread { threads.append(thread) }
                #endif
            }
            if threads.isEmpty, count > 0 { body(0) }
            for thread in threads { pthread_join(thread, nil) }
        }
    }

    #if canImport(Glibc)
        private static let runWork: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { work in
            if let work { perform(work) }
            return nil
        }
    #else
        private static let runWork: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { work in
            perform(work)
            return nil
        }
    #endif

    private static func perform(_ pointer: UnsafeMutableRawPointer) {
        let work = Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue()
        work.body(work.index)
    }
}
