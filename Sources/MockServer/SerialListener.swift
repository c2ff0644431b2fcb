import MockCore
import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The listening end of a mock server in serial mode: a new socket after each connection, as the vendor's server has it.
struct SerialListener: Sendable {
    /// When a server cannot listen again, as somebody else has taken the address, it tries again and again.
    private static let retryInterval = TimeAmount.milliseconds(100)

    private let registry: NIOLoopBound<ConnectionRegistry>
    private let state: MockState
    private let loop: any EventLoop
    private let address: SocketAddress
    private let reservation: PortReservation?

    /// - Throws: when the address is taken.
    init(
        _ registry: NIOLoopBound<ConnectionRegistry>,
        state: MockState,
        loop: any EventLoop,
        address: SocketAddress
    ) throws {
        self.registry = registry
        self.state = state
        self.loop = loop
        reservation = try PortReservation(address)
        self.address = reservation?.address ?? address
    }

    /// Starts listening.
    ///
    /// - Returns: the address, with its port.
    func listen() -> EventLoopFuture<SocketAddress> {
        listen(at: address)
    }

    private func listen(at address: SocketAddress) -> EventLoopFuture<SocketAddress> {
        bootstrap.bind(to: address).map { listener in
            registry.value.listener = listener
            let bound = listener.localAddress ?? address
            listener.closeFuture.whenComplete { _ in listenAgain(at: bound) }
            return bound
        }
    }

    private func listenAgain(at address: SocketAddress) {
        guard !state.isStopped, !registry.value.isDraining else { return }
        if let path = address.pathname { unlink(path) }
        listen(at: address).whenFailure { error in
            guard !state.isStopped else { return }
            state.report(.trouble("cannot listen again: \(systemReason(error))"))
            loop.scheduleTask(in: Self.retryInterval) { listenAgain(at: address) }
        }
    }

    private var bootstrap: ServerBootstrap {
        ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: Acceptor.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // One at a time, so that none is accepted beyond the limit.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptHandler(limit: 1, isSerial: true))
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = ExchangeHandler(state: state, registry: registry.value, headStart: .input([]))
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
    }
}
