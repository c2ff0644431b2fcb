import IPCClient
import MockCore
import NIOCore
import NIOPosix
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The listening end of a mock server, on a thread of its own: answers there what can be answered at once, and gives the
/// other connections to the event loop.
///
/// For a server of many exchanges one after the other that is nearly twice as fast as the event loop's own listener, and
/// nothing that the loop is busy with delays it.
final class Acceptor: Sendable {
    /// Connections that the system keeps until they are accepted.
    static let backlog: Int32 = 4096
    /// After the system had no means for another connection, in milliseconds.
    private static let pause: Int32 = 100

    private let state: MockState
    private let registry: NIOLoopBound<ConnectionRegistry>
    private let limit: Int
    private let thread = NIOThreadPool(numberOfThreads: 1)
    /// Rung when there is something to look at besides the socket.
    private let bell: Cancellation
    private let isStopped = Atomic(false)
    /// Those that the event loop has.
    private let connections = Atomic(0)

    /// - Throws: when the process has no descriptors left.
    init(_ registry: NIOLoopBound<ConnectionRegistry>, state: MockState) throws {
        guard let bell = Cancellation() else { throw IOError(errnoCode: errno, reason: "pipe") }
        self.bell = bell
        self.registry = registry
        self.state = state
        limit = DescriptorLimit.connections(atMost: state.configuration.maximumConnections)
    }

    /// Listens until ``stop()``. Once only.
    ///
    /// - Returns: the address, with its port.
    /// - Throws: when the address is taken.
    func listen(at address: SocketAddress) throws -> SocketAddress {
        let socket = try BoundSocket(address)
        try socket.listen(backlog: Self.backlog)
        thread.start()
        thread.submit { [self] _ in accept(from: socket) }
        return socket.address
    }

    /// Listens no more, and waits until the last connection has been answered or given away. Further calls do nothing.
    func stop() {
        guard !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
        // While it listens, so that a server that follows does not lose its own file.
        if case .unix(let path) = state.configuration.listen { UnixSocketFile.remove(path) }
        bell.cancel()
        try? thread.syncShutdownGracefully()
    }

    private func accept(from socket: BoundSocket) {
        let prompt = PromptExchange(state)
        while waitForConnection(to: socket) {
            guard let connection = socket.accept() else {
                if errno != EAGAIN { reportTrouble(errno) }
                continue
            }
            if let prompt {
                guard let headStart = prompt.serve(connection) else { continue }
                handOver(connection, headStart)
            } else {
                handOver(connection, .input([]))
            }
        }
    }

    /// - Returns: whether one may be there; `false` when no more are to be accepted.
    private func waitForConnection(to socket: BoundSocket) -> Bool {
        withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { entries in
            while !isStopped.load(ordering: .acquiring) {
                // Further ones wait in the backlog.
                let isFull = connections.load(ordering: .acquiring) >= limit
                entries[0] = pollfd(fd: isFull ? -1 : socket.descriptor, events: Int16(POLLIN), revents: 0)
                entries[1] = pollfd(fd: bell.waitDescriptor, events: Int16(POLLIN), revents: 0)
                guard poll(entries.baseAddress, 2, -1) > 0 else { continue }
                if entries[1].revents != 0 {
                    bell.reset()
                } else {
                    return true
                }
            }
            return false
        }
    }

    /// One connection that is lost harms no other; when the system has no means for any, it takes time.
    private func reportTrouble(_ code: Int32) {
        switch code {
        case EINTR, ECONNABORTED, EPROTO: break
        default:
            state.report(.trouble("cannot accept a connection: \(systemReason(code))"))
            _ = poll(nil, 0, Self.pause)
        }
    }

    private func handOver(_ connection: Int32, _ headStart: HeadStart) {
        connections.add(1, ordering: .relaxed)
        // No program that the shell starts is to inherit it.
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        registry.eventLoop.execute { [self] in
            let handler = ExchangeHandler(state: state, registry: registry.value, headStart: headStart)
            // It counts from now on: a server that drains waits for it.
            registry.value.add(handler)
            let bound = NIOLoopBound(handler, eventLoop: registry.eventLoop)
            let channel = ClientBootstrap(group: registry.eventLoop)
                .channelOption(.allowRemoteHalfClosure, value: true)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(bound.value)
                    }
                }
                .withConnectedSocket(connection)
            channel.whenFailure { [self] _ in registry.value.remove(bound.value) }
            channel.flatMap(\.closeFuture).whenComplete { [self] _ in ended() }
        }
    }

    private func ended() {
        if connections.subtract(1, ordering: .acquiringAndReleasing).oldValue >= limit { bell.cancel() }
    }
}
