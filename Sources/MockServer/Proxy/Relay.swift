import IPCClient
import IPCFraming
import MockCore
import NIOCore
import NIOPosix
import Platform
import Synchronization

/// Stands between clients and a server of the same kind, passes all bytes on as they come, and records the exchanges.
final class Relay: ProxyLine {
    /// Where it listens.
    let endpoint: Endpoint

    private let group: MultiThreadedEventLoopGroup
    private let state: ProxyState
    private let acceptor: Acceptor
    private let registry: NIOLoopBound<ConnectionRegistry>
    private let poller: ConnectPoller
    /// Ends look-ups of names.
    private let cancellation: Cancellation
    private let isStopped = Atomic(false)

    private init(
        endpoint: Endpoint,
        group: MultiThreadedEventLoopGroup,
        state: ProxyState,
        acceptor: Acceptor,
        registry: NIOLoopBound<ConnectionRegistry>,
        poller: ConnectPoller,
        cancellation: Cancellation
    ) {
        self.endpoint = endpoint
        self.group = group
        self.state = state
        self.acceptor = acceptor
        self.registry = registry
        self.poller = poller
        self.cancellation = cancellation
    }

    /// Starts a proxy. It runs until ``stop(within:)``.
    ///
    /// - Parameter log: called on its threads with all that happens.
    /// - Throws: ``MockServerError`` when it cannot listen there, cannot record, or would ask itself.
    static func start(
        _ configuration: Proxy.Configuration,
        log: @escaping @Sendable (MockEvent) -> Void = { _ in }
    ) throws(MockServerError) -> Relay {
        let addresses: [ServerAddress]
        do {
            addresses = try ServerAddress.resolve(configuration.to, within: ServerConnector.lookUpTime)
        } catch {
            throw MockServerError(.upstream(configuration.to), error.reason)
        }
        try DescriptorLimit.check()
        var acceptor: Acceptor?
        do {
            let accepting = try Acceptor(
                configuration.listen,
                // Each has two ends.
                limit: min(configuration.maximumConnections, DescriptorLimit.connections(atMost: .max) / 2),
                log: log
            )
            acceptor = accepting
            let listener = try accepting.listen(asking: configuration.to)
            return try run(configuration, addresses, accepting, listener, log)
        } catch {
            acceptor?.stop()
            throw error as? MockServerError ?? MockServerError(.listening(configuration.listen), systemReason(error))
        }
    }

    private static func run(
        _ configuration: Proxy.Configuration,
        _ addresses: [ServerAddress],
        _ acceptor: Acceptor,
        _ listener: Acceptor.Listener,
        _ log: @escaping @Sendable (MockEvent) -> Void
    ) throws -> Relay {
        let state = try ProxyState(configuration, log: log)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            guard let poller = ConnectPoller(), let cancellation = Cancellation() else {
                throw IOError(errnoCode: errno, reason: "pipe")
            }
            let loop = group.next()
            let registry = try ConnectionRegistry.make(on: loop, idleTimeout: configuration.idleTimeout)
            let connections = try loop.submit {
                let connector = ServerConnector(
                    configuration.to,
                    addresses,
                    loop: loop,
                    poller: poller,
                    workers: state.workers,
                    cancellation: cancellation
                )
                let connections = ProxyConnections(state, registry, connector, loop) { acceptor.slots.release() }
                return NIOLoopBound(connections, eventLoop: loop)
            }.wait()
            acceptor.begin(listener) { ProxyTaker(connections, acceptor.slots) }
            return Relay(
                endpoint: configuration.listen.with(port: listener.address.port),
                group: group,
                state: state,
                acceptor: acceptor,
                registry: registry,
                poller: poller,
                cancellation: cancellation
            )
        } catch {
            try? group.syncShutdownGracefully()
            state.finish()
            throw error
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
        acceptor.stop()
        registry.drain(within: patience)
        cancellation.cancel()
        // In this order nothing comes to the event loop when it has ended.
        state.workers.stop()
        poller.stop()
        try? group.syncShutdownGracefully()
        state.finish()
    }
}
