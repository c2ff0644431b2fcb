import IPCClient
import IPCFraming
import MockCore
import NIOCore
import NIOPosix
import Platform
import Sessions
import Synchronization

/// Stands between clients and a server of the same kind, passes all bytes on as they come, and records the exchanges.
final class Relay: ProxyLine {
    /// Where it listens or, while it does not, where it will again.
    let endpoint: Endpoint

    private let group: MultiThreadedEventLoopGroup
    let state: ProxyState
    /// `nil` while it does not listen. Locked as long as a change of that takes.
    private let acceptor: Guarded<Acceptor?>
    private let accept: @Sendable (Endpoint) throws -> Acceptor
    let registry: NIOLoopBound<ConnectionRegistry>
    /// What must not come into recordings.
    let redacted: Redaction?
    private let poller: ConnectPoller
    /// Ends look-ups of names.
    private let cancellation: Cancellation
    private let isStopped = Atomic(false)

    private init(
        endpoint: Endpoint,
        group: MultiThreadedEventLoopGroup,
        state: ProxyState,
        acceptor: Acceptor,
        accept: @escaping @Sendable (Endpoint) throws -> Acceptor,
        registry: NIOLoopBound<ConnectionRegistry>,
        redacted: Redaction?,
        poller: ConnectPoller,
        cancellation: Cancellation
    ) {
        self.endpoint = endpoint
        self.group = group
        self.state = state
        self.acceptor = Guarded(acceptor)
        self.accept = accept
        self.registry = registry
        self.redacted = redacted
        self.poller = poller
        self.cancellation = cancellation
    }

    /// Starts a proxy. It runs until ``stop(within:)``.
    ///
    /// - Parameter log: called on its threads with all that happens.
    /// - Throws: ``MockServerError`` when it cannot listen there, cannot record, or would ask itself.
    static func start(
        _ configuration: Proxy.Configuration,
        exchanges: ExchangeLog? = nil,
        log listener: @escaping @Sendable (MockEvent) -> Void = { _ in }
    ) throws(MockServerError) -> Relay {
        let log: @Sendable (MockEvent) -> Void = { event in
            exchanges?.take(event)
            listener(event)
        }
        let addresses: [ServerAddress]
        do {
            addresses = try ServerAddress.resolve(configuration.to, within: ServerConnector.lookUpTime)
        } catch {
            throw MockServerError(.upstream(configuration.to), error.reason)
        }
        try DescriptorLimit.check()
        do {
            return try run(configuration, addresses, exchanges, log)
        } catch {
            throw error as? MockServerError ?? MockServerError(.listening(configuration.listen), systemReason(error))
        }
    }

    private static func run(
        _ configuration: Proxy.Configuration,
        _ addresses: [ServerAddress],
        _ exchanges: ExchangeLog?,
        _ log: @escaping @Sendable (MockEvent) -> Void
    ) throws -> Relay {
        var listening: (acceptor: Acceptor, listener: Acceptor.Listener)? =
            try listen(configuration, at: configuration.listen, log)
        defer { listening?.acceptor.stop() }
        let state = try ProxyState(configuration, exchanges: exchanges, log: log)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            guard let poller = ConnectPoller(), let cancellation = Cancellation() else {
                throw IOError(errnoCode: errno, reason: "pipe")
            }
            let loop = group.next()
            let registry = try ConnectionRegistry.make(on: loop, idleTimeout: configuration.idleTimeout)
            let connector = try loop.submit {
                let connector = ServerConnector(
                    configuration.to,
                    addresses,
                    loop: loop,
                    poller: poller,
                    workers: state.workers,
                    cancellation: cancellation
                )
                return NIOLoopBound(connector, eventLoop: loop)
            }.wait()
            let begin = { @Sendable (acceptor: Acceptor, listener: Acceptor.Listener) throws in
                let connections = try loop.submit {
                    let connections = ProxyConnections(state, registry, connector.value, loop) {
                        acceptor.slots.release()
                    }
                    return NIOLoopBound(connections, eventLoop: loop)
                }.wait()
                acceptor.begin(listener) { ProxyTaker(connections, acceptor.slots) }
            }
            guard let (acceptor, listener) = listening.take() else { throw ChannelError.alreadyClosed }
            try begin(acceptor, listener)
            let proxy = Relay(
                endpoint: configuration.listen.with(port: listener.address.port),
                group: group,
                state: state,
                acceptor: acceptor,
                accept: { endpoint in
                    let (acceptor, listener) = try listen(configuration, at: endpoint, log)
                    try begin(acceptor, listener)
                    return acceptor
                },
                registry: registry,
                redacted: configuration.redaction,
                poller: poller,
                cancellation: cancellation
            )
            state.whenDown { [weak proxy] in proxy?.goDown() }
            return proxy
        } catch {
            try? group.syncShutdownGracefully()
            state.finish()
            throw error
        }
    }

    private static func listen(
        _ configuration: Proxy.Configuration,
        at endpoint: Endpoint,
        _ log: @escaping @Sendable (MockEvent) -> Void
    ) throws -> (acceptor: Acceptor, listener: Acceptor.Listener) {
        let acceptor = try Acceptor(
            endpoint,
            // Each has two ends.
            limit: min(configuration.maximumConnections, DescriptorLimit.connections(atMost: .max) / 2),
            log: log
        )
        do {
            return (acceptor, try acceptor.listen(asking: configuration.to))
        } catch {
            acceptor.stop()
            throw error
        }
    }

    /// Whether it does not listen for the time being.
    var isDown: Bool { acceptor.withLock { $0 == nil } && !isStopped.load(ordering: .acquiring) }

    /// Stops listening, and ends all connections. Not to be called on the proxy's own threads.
    func goDown() {
        acceptor.withLock { acceptor in
            acceptor.take()?.stop()
            let registry = registry
            try? registry.eventLoop.submit { registry.value.cut() }.wait()
        }
    }

    /// Listens again, if it does not.
    ///
    /// - Throws: ``MockServerError`` when the address is taken.
    func comeUp() throws(MockServerError) {
        try acceptor.withLock { current throws(MockServerError) in
            guard current == nil, !isStopped.load(ordering: .acquiring) else { return }
            do {
                current = try accept(endpoint)
            } catch {
                throw error as? MockServerError ?? MockServerError(.listening(endpoint), systemReason(error))
            }
        }
    }

    /// How many requests have passed.
    var exchanges: Int { state.exchanges }

    /// How much of what has passed is recorded; `nil` when nothing is to be.
    var recordingStatus: RecordingStatus? { state.recordingStatus }

    /// Stops listening, lets exchanges under way end, and completes the recording. Further calls do nothing.
    ///
    /// - Parameter patience: how long that may take; what is under way then is recorded as cancelled.
    func stop(within patience: Duration) {
        guard !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
        acceptor.withLock { $0.take()?.stop() }
        registry.drain(within: patience)
        cancellation.cancel()
        // In this order nothing comes to the event loop when it has ended.
        state.workers.stop()
        poller.stop()
        try? group.syncShutdownGracefully()
        state.finish()
    }
}
