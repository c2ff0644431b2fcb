import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A look-up of a name in a thread of its own: the system's resolver knows neither deadlines nor cancellation, and a
/// name server that does not answer can hold it for half a minute.
final class NameLookup: Sendable {
    typealias Answer = Result<[SocketAddress], SocketAddress.Failure>

    private let body: @Sendable () -> Answer
    private let answer = Mutex<Answer?>(nil)
    /// The thread's way to wake the caller: what a cancellation does, with another meaning.
    private let done: Cancellation

    private init(done: Cancellation, _ body: @escaping @Sendable () -> Answer) {
        self.done = done
        self.body = body
    }

    /// Runs a look-up. When it takes too long it is left behind, and its thread ends by itself.
    static func run(
        until deadline: Instant,
        _ cancellation: Cancellation?,
        _ body: @escaping @Sendable () -> Answer
    ) throws(SocketAddress.Failure) -> [SocketAddress] {
        guard let done = Cancellation() else { throw .noAddress(SystemError().reason) }
        let lookUp = NameLookup(done: done, body)
        try lookUp.start()
        var entries = [
            pollfd(fd: done.waitDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: cancellation?.waitDescriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&entries, 2, deadline.pollTimeout(from: .now)) <= 0 {
            if deadline <= .now { throw .timedOut }
        }
        if entries[1].revents != 0 { throw .cancelled }
        guard let answer = lookUp.answer.withLock({ $0 }) else { throw .noAddress("no answer") }
        return try answer.get()
    }

    private func start() throws(SocketAddress.Failure) {
        let argument = Unmanaged.passRetained(self)
        #if canImport(Glibc)
            var thread = pthread_t()
            let code = pthread_create(&thread, nil, runLookUp, argument.toOpaque())
            let created: pthread_t? = thread
        #else
            var created: pthread_t?
            let code = pthread_create(&created, nil, runLookUp, argument.toOpaque())
        #endif
        guard code == 0, let created else {
            argument.release()
            throw .noAddress(SystemError(code: code).reason)
        }
        pthread_detach(created)
    }

    fileprivate func work() {
        let result = body()
        answer.withLock { $0 = result }
        done.cancel()
    }
}

/// The thread's body; it owns a reference to its look-up.
private func runLookUp(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<NameLookup>.fromOpaque(argument).takeRetainedValue().work()
    return nil
}
