import IPCClient
package import IPCFraming
package import MockCore
import NIOCore
import NIOPosix

/// Stands between a client and its server, passes all bytes on as they come, and records the exchanges.
package final class Proxy: Sendable {
    /// Where it listens.
    package let endpoint: Endpoint

    private let group: MultiThreadedEventLoopGroup
    private let state: ProxyState
    private let registry: NIOLoopBound<ConnectionRegistry>

    private init(
        endpoint: Endpoint,
        group: MultiThreadedEventLoopGroup,
        state: ProxyState,
        registry: NIOLoopBound<ConnectionRegistry>
    ) {
        self.endpoint = endpoint
        self.group = group
        self.state = state
        self.registry = registry
    }

    /// Starts a proxy. It runs until ``stop(within:)``.
    ///
    /// - Parameter log: called on its thread with all that happens.
    /// - Throws: ``MockServerError`` when it cannot listen there, or cannot record.
    package static func start(
        _ configuration: Configuration,
        log: @escaping @Sendable (MockEvent) -> Void = { _ in }
    ) throws(MockServerError) -> Proxy {
        let state = try ProxyState(configuration, log: log)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let loop = group.next()
            let registry = try ConnectionRegistry.make(on: loop, idleTimeout: configuration.idleTimeout)
            let upstream = try UpstreamAddress.resolve(configuration.to)
            let address = try ListeningAddress.resolve(configuration.listen)
            let listener = try bootstrap(loop, state, registry, upstream).bind(to: address).wait()
            try loop.submit { registry.value.listener = listener }.wait()
            let endpoint = configuration.listen.with(port: listener.localAddress?.port)
            return Proxy(endpoint: endpoint, group: group, state: state, registry: registry)
        } catch {
            try? group.syncShutdownGracefully()
            state.finish()
            throw MockServerError(.listening(configuration.listen), systemReason(error))
        }
    }

    /// How many requests have passed.
    package var exchanges: Int { state.exchanges }

    /// How much of what has passed is recorded; `nil` when nothing is to be.
    package var recordingStatus: RecordingStatus? { nil }

    /// Stops listening, lets exchanges under way end, and completes the recording.
    ///
    /// - Parameter patience: how long that may take.
    package func stop(within patience: Duration) {
        registry.drain(within: patience)
        if case .unix(let path) = endpoint { UnixSocketFile.remove(path) }
        try? group.syncShutdownGracefully()
        state.finish()
    }

    private static func bootstrap(
        _ loop: any EventLoop,
        _ state: ProxyState,
        _ registry: NIOLoopBound<ConnectionRegistry>,
        _ upstream: SocketAddress
    ) -> ServerBootstrap {
        let configuration = state.configuration
        return ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: Acceptor.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        AcceptHandler(
                            // Each has two ends.
                            limit: min(
                                configuration.maximumConnections,
                                DescriptorLimit.connections(atMost: .max) / 2
                            ),
                            isSerial: false
                        )
                    )
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { client in
                client.eventLoop.makeCompletedFuture {
                    let connection = ProxyConnection(client: client, state: state, registry: registry.value)
                    let handler = ProxyHandler(connection, .client)
                    try client.pipeline.syncOperations.addHandler(handler)
                    connect(connection, handler, to: upstream, loop)
                }
            }
    }

    /// Connects before anything was received, as the client has connected.
    private static func connect(
        _ connection: ProxyConnection,
        _ client: ProxyHandler,
        to upstream: SocketAddress,
        _ loop: any EventLoop
    ) {
        let bound = NIOLoopBound((connection, client), eventLoop: loop)
        let connecting = ClientBootstrap(group: loop)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let (connection, client) = bound.value
                    let server = ProxyHandler(connection, .server)
                    (server.other, client.other) = (client, server)
                    try channel.pipeline.syncOperations.addHandler(server)
                }
            }
            .connect(to: upstream)
        connecting.whenSuccess { channel in
            let (connection, client) = bound.value
            connection.connected(channel)
            client.releaseRead()
            client.other?.releaseRead()
        }
        connecting.whenFailure { error in bound.value.0.refused(systemReason(error)) }
    }
}
