package import IPCClient
import IPCFraming
package import MockCore
import NIOCore
import NIOPosix
package import Sessions

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A stand-in for the vendor's server, on one event loop of its own.
public final class MockServer: Sendable {
    /// Where it listens; with the port that the system chose, if it was to choose one.
    package let endpoint: Endpoint

    private let group: MultiThreadedEventLoopGroup
    private let state: MockState
    private let registry: NIOLoopBound<ConnectionRegistry>
    /// `nil` in serial mode, where the event loop accepts.
    private let acceptor: Acceptor?
    private let watch: SessionWatch?

    private init(
        endpoint: Endpoint,
        group: MultiThreadedEventLoopGroup,
        state: MockState,
        registry: NIOLoopBound<ConnectionRegistry>,
        acceptor: Acceptor?
    ) {
        self.endpoint = endpoint
        self.group = group
        self.state = state
        self.registry = registry
        self.acceptor = acceptor
        watch = state.configuration.sessionPolicy.map { policy in
            let watch = SessionWatch(state, loop: group.next())
            if policy.watchesFiles { watch.begin() }
            return watch
        }
    }

    /// Starts a server. It runs until ``stop()``.
    ///
    /// - Parameters:
    ///   - configuration: where it listens and what it does.
    ///   - journal: keeps what it was asked.
    ///   - log: called on the server's threads, several at once perhaps, with all that happens.
    ///   - onFatalExit: called when a request has ended the server as it ends the vendor's (`onFatal` is `exit`), once
    ///     that connection is closed. It is called on a thread of the server's, so it must not call ``stop()`` itself.
    ///   - onCountReached: called in the same way after as many exchanges as there were to be.
    /// - Throws: ``MockServerError`` when it cannot listen there, or a session file cannot be used.
    package static func start(
        _ configuration: Configuration = Configuration(),
        journal: MockJournal? = nil,
        log: @escaping @Sendable (MockEvent) -> Void = { _ in },
        onFatalExit: @escaping @Sendable () -> Void = {},
        onCountReached: @escaping @Sendable () -> Void = {}
    ) throws(MockServerError) -> MockServer {
        let callbacks = MockCallbacks(
            log: log,
            onFatalExit: onFatalExit,
            onCountReached: onCountReached,
            journal: journal
        )
        let state = try MockState.make(configuration, callbacks)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let loop = group.next()
            let registry = try ConnectionRegistry.make(on: loop, idleTimeout: configuration.idleTimeout)
            let address = try ListeningAddress.resolve(configuration.listen)
            let acceptor = configuration.isSerial ? nil : try Acceptor(registry, state: state)
            let bound =
                if let acceptor {
                    try acceptor.listen(at: address)
                } else {
                    try SerialListener(registry, state: state, loop: loop, address: address).listen().wait()
                }
            let endpoint = configuration.listen.with(port: bound.port)
            return MockServer(endpoint: endpoint, group: group, state: state, registry: registry, acceptor: acceptor)
        } catch {
            state.stop()
            try? group.syncShutdownGracefully()
            state.finish()
            throw MockServerError(.listening(configuration.listen), systemReason(error))
        }
    }

    /// What the imports so far have led to.
    package var project: SimulatedProject { state.project }

    /// How many requests have been answered, in whatever way.
    package var exchanges: Int { state.exchanges }

    package var status: MockStatus { state.status }

    /// Recorded exchanges that no request has asked for.
    package var unused: [RecordedExchange] { state.unused }

    /// Reads the session files again, and serves the old ones on when that fails.
    package func reload() {
        watch?.reload()
    }

    /// Stops listening, lets what is under way end, then stops.
    ///
    /// - Parameter patience: how long that may take.
    package func drain(within patience: Duration) {
        acceptor?.stop()
        registry.drain(within: patience)
        stop()
    }

    /// Stops listening, closes all connections and waits until that is done. Further calls do nothing.
    ///
    /// Not to be called on the server's own threads, where `log` is.
    package func stop() {
        guard state.stop() else { return }
        if let acceptor {
            acceptor.stop()
        } else if case .unix(let path) = endpoint {
            // On its thread, so that it does not listen anew meanwhile.
            _ = try? group.next().submit { UnixSocketFile.remove(path) }.wait()
        }
        try? group.syncShutdownGracefully()
        state.finish()
    }
}

extension Endpoint {
    /// The same, with the port that the system chose.
    func with(port: Int?) -> Endpoint {
        switch self {
        case .tcp(let host, let old): .tcp(host: host, port: port.flatMap(UInt16.init(exactly:)) ?? old)
        case .unix: self
        }
    }
}
