import IPCFraming
import Synchronization

/// What all connections of a mock server share.
final class MockState: Sendable {
    private struct Shared: Sendable {
        var responder: Responder
        var exchanges = 0
        /// Bytes of unfinished requests and unsent responses, of all connections.
        var heldBytes = 0
        var isStopped = false
    }

    private let shared: Mutex<Shared>
    private let memoryLimit: Int
    private let onFatalExit: @Sendable () -> Void
    private let log: @Sendable (MockEvent) -> Void

    init(
        _ configuration: MockServer.Configuration,
        onFatalExit: @escaping @Sendable () -> Void,
        log: @escaping @Sendable (MockEvent) -> Void
    ) {
        shared = Mutex(Shared(responder: Responder(files: configuration.files)))
        memoryLimit = configuration.memoryLimit
        self.onFatalExit = onFatalExit
        self.log = log
    }

    var project: SimulatedProject { shared.withLock { $0.responder.project } }
    var exchanges: Int { shared.withLock { $0.exchanges } }
    var isStopped: Bool { shared.withLock { $0.isStopped } }

    /// - Returns: whether it has not been stopped before.
    @discardableResult
    func stop() -> Bool {
        shared.withLock { shared in
            defer { shared.isStopped = true }
            return !shared.isStopped
        }
    }

    func answer(_ request: RequestFrame, trailing: ArraySlice<UInt8>) -> Answer {
        let (number, answer) = shared.withLock { shared in
            shared.exchanges += 1
            return (shared.exchanges, shared.responder.answer(request, trailing: trailing))
        }
        log(.exchange(number, request, answer))
        return answer
    }

    /// Takes down that a connection keeps more bytes, or fewer, than before.
    ///
    /// - Returns: whether all connections together keep no more than the limit.
    func hold(_ change: Int) -> Bool {
        shared.withLock { shared in
            shared.heldBytes += change
            return shared.heldBytes <= memoryLimit
        }
    }

    /// A connection or the listener is in trouble. What stopping the server does to them is none.
    func report(_ event: MockEvent) {
        if !isStopped { log(event) }
    }

    func exitFatally() {
        onFatalExit()
    }
}
