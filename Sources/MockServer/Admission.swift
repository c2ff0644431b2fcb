import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#endif

/// How a mock server takes connections in: it answers what can be answered at once, and gives the others their handlers.
/// Only for the server's event loop.
final class Admission {
    enum Next {
        /// None waits.
        case none
        /// One did, and has ended.
        case ended
        /// One did, and the event loop has it.
        case begun(EventLoopFuture<any Channel>)
    }

    private let state: MockState
    private let registry: ConnectionRegistry
    private let prompt: PromptExchange?

    init(state: MockState, registry: ConnectionRegistry) {
        self.state = state
        self.registry = registry
        prompt = PromptExchange(state)
    }

    /// - Parameter connection: is not registered yet.
    /// - Returns: whether the event loop is to have it; it has ended otherwise.
    func admit(_ connection: any Channel) -> Bool {
        var headStart: HeadStart? = HeadStart()
        if let prompt {
            try? connection.pipeline.syncOperations.withUnsafeTransportIfAvailable { (socket: NIOBSDSocket.Handle) in
                headStart = prompt.serve(socket) { connection.close(promise: nil) }
            }
        }
        guard let headStart else { return false }
        let handler = handler(headStart)
        do {
            try connection.pipeline.syncOperations.addHandler(handler)
            return true
        } catch {
            registry.remove(handler)
            connection.close(promise: nil)
            return false
        }
    }

    /// Takes the next connection from the backlog. One that can be answered at once costs half of what it does when the
    /// event loop accepts it.
    ///
    /// - Parameter listener: a non-blocking socket.
    func admitNext(from listener: NIOBSDSocket.Handle, on loop: any EventLoop) -> Next {
        #if os(Linux)
            guard let prompt else { return .none }
            let socket = accept(listener, nil, nil)
            // Whatever is the matter, the event loop meets it, too.
            guard socket >= 0 else { return .none }
            guard let headStart = prompt.serve(socket, { close(socket) }) else { return .ended }
            // No program that the shell starts is to inherit it.
            _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
            let handler = handler(headStart)
            let bound = NIOLoopBound(handler, eventLoop: loop)
            let connection = ClientBootstrap(group: loop)
                .channelOption(.allowRemoteHalfClosure, value: true)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(bound.value)
                    }
                }
                .withConnectedSocket(socket)
            connection.assumeIsolated().whenFailure { _ in self.registry.remove(handler) }
            return .begun(connection)
        #else
            return .none
        #endif
    }

    /// It counts as a connection from now on: a server that drains waits for it.
    private func handler(_ headStart: HeadStart) -> ExchangeHandler {
        let handler = ExchangeHandler(state: state, registry: registry, headStart: headStart)
        registry.add(handler)
        return handler
    }
}
