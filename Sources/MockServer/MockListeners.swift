import IPCFraming
import MockCore
import NIOCore
import Platform

/// The listening ends of a mock server, which can be closed and opened again.
final class MockListeners: Sendable {
    private struct State: Sendable {
        var acceptors: [Acceptor] = []
        var endpoints: [Endpoint] = []
        var isStopped = false
    }

    private let serverState: ServerState
    private let registry: NIOLoopBound<ConnectionRegistry>
    private let sign: TurnSign?
    private let turn: NIOLoopBound<Turn>?
    /// Locked as long as it takes: whoever asks for the opposite meanwhile has to wait.
    private let state = Guarded(State())

    init(
        _ serverState: ServerState,
        _ registry: NIOLoopBound<ConnectionRegistry>,
        _ sign: TurnSign?,
        _ turn: NIOLoopBound<Turn>?
    ) {
        self.serverState = serverState
        self.registry = registry
        self.sign = sign
        self.turn = turn
    }

    /// Where it listens or, while it does not, where it will again.
    var endpoints: [Endpoint] { state.withLock { $0.endpoints } }

    /// Whether it does not listen for the time being.
    var isDown: Bool { state.withLock { $0.acceptors.isEmpty && !$0.isStopped } }

    /// Listens, if it does not.
    ///
    /// - Throws: ``MockServerError`` when one of the addresses is taken; it listens nowhere then.
    func open() throws(MockServerError) {
        let configuration = serverState.configuration
        try state.withLock { state throws(MockServerError) in
            guard state.acceptors.isEmpty, !state.isStopped else { return }
            let wanted = configuration.listeners.isEmpty ? [configuration.listen] : configuration.listeners
            let places = state.endpoints.isEmpty ? wanted : state.endpoints
            var current = places[0]
            var acceptors: [Acceptor] = []
            var listeners: [Acceptor.Listener] = []
            do {
                // None accepts before all listen.
                for endpoint in places {
                    current = endpoint
                    let acceptor = try Acceptor(
                        endpoint,
                        limit: configuration.maximumConnections,
                        isSerial: configuration.isSerial && !endpoint.isWebSocket,
                        log: { [serverState] in serverState.report($0) }
                    )
                    acceptors.append(acceptor)
                    listeners.append(try acceptor.listen(asking: configuration.upstream))
                }
            } catch {
                for acceptor in acceptors { acceptor.stop() }
                throw error as? MockServerError ?? MockServerError(.listening(current), systemReason(error))
            }
            for (acceptor, listener) in zip(acceptors, listeners) { begin(acceptor, listener) }
            state.acceptors = acceptors
            state.endpoints = zip(acceptors, listeners).map { $0.endpoint.with(port: $1.address.port) }
        }
    }

    private func begin(_ acceptor: Acceptor, _ listener: Acceptor.Listener) {
        let (state, registry, sign, turn) = (serverState, registry, sign, turn)
        acceptor.begin(listener) {
            guard acceptor.endpoint.isWebSocket else {
                return PromptServer(state, acceptor.slots) { handover in
                    MockServer.serve(handover, state, registry, acceptor.slots, nil)
                }
            }
            return PromptWebSocketServer(state, acceptor.slots, sign) { handover in
                MockServer.serve(handover, state, registry, acceptor.slots, turn)
            }
        }
    }

    /// Listens no more, for the time being, and ends the connections. Not to be called on the server's own threads.
    func close() {
        state.withLock { state in
            guard !state.isStopped else { return }
            for acceptor in state.acceptors { acceptor.stop() }
            state.acceptors = []
            let registry = registry
            // What the accepting threads have given away is there by now.
            try? registry.eventLoop.submit { registry.value.cut() }.wait()
        }
    }

    /// Listens no more, for good.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            for acceptor in state.acceptors { acceptor.stop() }
        }
    }
}
