package import IPCFraming
package import MockCore
import NIOCore
import NIOPosix
package import Sessions

/// A stand-in for the vendor's servers: for each place where it listens a thread that accepts, and one event loop.
public final class MockServer: Sendable {
    /// Where it listens; with the ports that the system chose, if it was to choose them.
    package var endpoints: [Endpoint] { listeners.endpoints }
    /// The first of them.
    package var endpoint: Endpoint { endpoints[0] }

    private let group: MultiThreadedEventLoopGroup
    let state: ServerState
    let registry: NIOLoopBound<ConnectionRegistry>
    let listeners: MockListeners
    /// Its exchanges, where somebody controls it.
    package let log: ExchangeLog?
    private let watch: SessionWatch?

    private init(
        group: MultiThreadedEventLoopGroup,
        state: ServerState,
        registry: NIOLoopBound<ConnectionRegistry>,
        listeners: MockListeners,
        log: ExchangeLog?
    ) {
        self.group = group
        self.state = state
        self.registry = registry
        self.listeners = listeners
        self.log = log
        if state.configuration.sessions.isEmpty {
            watch = nil
        } else {
            let watch = SessionWatch(state, loop: group.next())
            if state.configuration.policy.watchesFiles { watch.begin() }
            self.watch = watch
        }
    }

    /// Starts a server. It runs until ``stop()``.
    ///
    /// - Parameters:
    ///   - configuration: where it listens and what it does.
    ///   - journal: keeps what it was asked.
    ///   - exchanges: keeps the same for whoever controls it: with it the server can be changed while it runs.
    ///   - logsExchanges: whether `log` has a use for exchanges, which most of its events are.
    ///   - log: called on the server's threads, several at once perhaps, with all that happens. The server waits for it.
    ///   - onFatalExit: called when a client has ended the server as it ends the vendor's (`onFatal` is `exit`), once
    ///     that connection is closed. It is called on a thread of the server's, so it must not call ``stop()`` itself.
    ///   - onCountReached: called in the same way after as many exchanges as there were to be.
    /// - Throws: ``MockServerError`` when it cannot listen there, or a session file cannot be used.
    package static func start(
        _ configuration: Configuration = Configuration(),
        journal: MockJournal? = nil,
        exchanges: ExchangeLog? = nil,
        logsExchanges: Bool = true,
        log: @escaping @Sendable (MockEvent) -> Void = { _ in },
        onFatalExit: @escaping @Sendable () -> Void = {},
        onCountReached: @escaping @Sendable () -> Void = {}
    ) throws(MockServerError) -> MockServer {
        var callbacks = MockCallbacks(
            log: log,
            logsExchanges: logsExchanges,
            onFatalExit: onFatalExit,
            onCountReached: onCountReached,
            journal: journal,
            exchanges: exchanges
        )
        if let exchanges {
            callbacks.log = { event in
                exchanges.take(event)
                log(event)
            }
        }
        try DescriptorLimit.check()
        let state = try ServerState(configuration, callbacks)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let loop = group.next()
            let registry = try ConnectionRegistry.make(on: loop, idleTimeout: configuration.idleTimeout)
            let sign = configuration.webSocket.isParallel ? nil : TurnSign()
            let turn = try sign.map { sign in
                try loop.submit { NIOLoopBound(Turn(sign), eventLoop: loop) }.wait()
            }
            let listeners = MockListeners(state, registry, sign, turn)
            try listeners.open()
            state.whenDown(on: loop) { [weak listeners] in listeners?.close() }
            return MockServer(group: group, state: state, registry: registry, listeners: listeners, log: exchanges)
        } catch {
            state.stop()
            try? group.syncShutdownGracefully()
            state.finish()
            throw error as? MockServerError ?? MockServerError(.listening(configuration.listen), systemReason(error))
        }
    }

    /// What the imports so far have led to.
    package var project: SimulatedProject { state.status.project }

    /// How many requests have been answered, in whatever way.
    package var exchanges: Int { state.status.exchanges }

    package var status: MockStatus { state.status }

    /// Recorded exchanges that no request has asked for.
    package var unused: [RecordedExchange] { state.resolver.answers?.unused ?? [] }

    /// Stubs that have answered no request: their place among these, counted from 1, and the JSON of their `match`.
    package var unusedStubs: [(number: Int, match: String)] { state.resolver.answers?.unusedStubs ?? [] }

    /// How much of what was exchanged is recorded; `nil` when nothing is to be.
    package var recordingStatus: RecordingStatus? { state.recordingStatus }

    /// Reads the session files again, and serves the old ones on when that fails.
    package func reload() {
        watch?.reload()
    }

    /// Stops listening, lets what is under way end, then stops. On a server that was stopped it does nothing.
    ///
    /// - Parameter patience: how long that may take.
    package func drain(within patience: Duration) {
        guard !state.isStopped else { return }
        listeners.stop()
        registry.drain(within: patience) { [state] in state.cancelUpstreams() }
        stop()
    }

    /// Stops listening, ends all connections and waits until that is done. Further calls do nothing.
    ///
    /// Not to be called on the server's own threads, where `log` is.
    package func stop() {
        guard state.stop() else { return }
        listeners.stop()
        registry.drain(within: .zero) { [state] in state.cancelUpstreams() }
        // Nothing is left that could come back to the loop.
        state.stopWorkers()
        try? group.syncShutdownGracefully()
        state.finish()
    }

    /// Lets the event loop have what is left of a connection.
    static func serve(
        _ handover: Handover,
        _ state: ServerState,
        _ registry: NIOLoopBound<ConnectionRegistry>,
        _ slots: ConnectionSlots,
        _ turn: NIOLoopBound<Turn>?
    ) {
        let loop = registry.eventLoop
        loop.execute {
            let handler = ExchangeHandler(handover, state, registry.value, loop: loop, turn: turn?.value)
            serve(handover.descriptor, by: handler, state, registry, slots)
        }
    }

    /// Lets a handler have a connection. Only on the event loop.
    private static func serve(
        _ descriptor: Int32,
        by handler: ExchangeHandler,
        _ state: ServerState,
        _ registry: NIOLoopBound<ConnectionRegistry>,
        _ slots: ConnectionSlots
    ) {
        let loop = registry.eventLoop
        // It counts from now on: a server that drains waits for it.
        registry.value.add(handler)
        let bound = NIOLoopBound(handler, eventLoop: loop)
        let channel = ClientBootstrap(group: loop)
            .channelOption(.allowRemoteHalfClosure, value: true)
            // Whole reads of the vendor's server: they are told apart by where they begin.
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 16 * 1024))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(bound.value)
                }
            }
            .withConnectedSocket(descriptor)
        channel.whenFailure { bound.value.fail($0) }
        channel.flatMap(\.closeFuture).whenComplete { _ in
            state.connectionEnded()
            slots.release()
        }
    }
}

extension Endpoint {
    /// The same, with the port that the system chose.
    func with(port: Int?) -> Endpoint {
        switch self {
        case .tcp(let host, let old): .tcp(host: host, port: port.flatMap(UInt16.init(exactly:)) ?? old)
        case .unix: self
        case .webSocket(let address):
            .webSocket(address.with(port: port.flatMap(UInt16.init(exactly:)) ?? address.port))
        }
    }
}
