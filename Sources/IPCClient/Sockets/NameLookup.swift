import Platform

/// A look-up of a name in a thread of its own: the system's resolver knows neither deadlines nor cancellation, and a
/// name server that does not answer can hold it for half a minute.
final class NameLookup: Sendable {
    typealias Answer = Result<[SocketAddress], SocketAddress.Failure>

    private let body: @Sendable () -> Answer
    private let answer = Guarded<Answer?>(nil)
    /// The thread's way to wake the caller.
    private let done: Bell

    private init(done: Bell, _ body: @escaping @Sendable () -> Answer) {
        self.done = done
        self.body = body
    }

    /// Runs a look-up. When it takes too long it is left behind, and its thread ends by itself.
    static func run(
        until deadline: Instant,
        _ cancellation: Cancellation?,
        _ body: @escaping @Sendable () -> Answer
    ) throws(SocketAddress.Failure) -> [SocketAddress] {
        guard let done = Bell() else { throw .noAddress(SystemError().reason) }
        let lookUp = NameLookup(done: done, body)
        do throws(SystemError) {
            try Thread { lookUp.work() }.detach()
        } catch {
            throw .noAddress(error.reason)
        }
        var entries = [
            pollfd(fd: done.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: cancellation?.waitDescriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&entries, 2, deadline.pollTimeout(from: .now)) <= 0 {
            if deadline <= .now { throw .timedOut }
        }
        if entries[1].revents != 0 { throw .cancelled }
        guard let answer = lookUp.answer.withLock({ $0 }) else { throw .noAddress("no answer") }
        return try answer.get()
    }

    private func work() {
        let result = body()
        answer.withLock { $0 = result }
        done.ring()
    }
}
