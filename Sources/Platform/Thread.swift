/// A thread of the system's, for one ``join()`` or one ``detach()``.
package struct Thread {
    private let thread: pthread_t

    /// Starts a thread.
    ///
    /// - Parameters:
    ///   - stackSize: in bytes; the system's own choice if `nil`.
    ///   - body: used by the thread alone, or by several that know of each other.
    /// - Throws: ``SystemError`` when the system gives no more threads.
    package init(stackSize: Int? = nil, _ body: @escaping () -> Void) throws(SystemError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        if let stackSize { pthread_attr_setstacksize(&attributes, stackSize) }
        let argument = Unmanaged.passRetained(Body(body))
        #if canImport(Glibc)
            var created = pthread_t()
            let code = pthread_create(&created, &attributes, runBody, argument.toOpaque())
            let thread: pthread_t? = created
        #else
            var thread: pthread_t?
            let code = pthread_create(&thread, &attributes, runBody, argument.toOpaque())
        #endif
        guard code == 0, let thread else {
            argument.release()
            throw SystemError(code: code)
        }
        self.thread = thread
    }

    /// Waits until it has ended.
    package func join() {
        pthread_join(thread, nil)
    }

    /// Lets it go on by itself: nobody waits for its end.
    package func detach() {
        pthread_detach(thread)
    }
}

/// What a thread does; the thread owns it.
private final class Body {
    let run: () -> Void

    init(_ run: @escaping () -> Void) {
        self.run = run
    }
}

#if canImport(Glibc)
    private func runBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
    }
#else
    private func runBody(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
    }
#endif
