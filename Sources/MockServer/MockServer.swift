package import IPCClient
import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A stand-in for the vendor's server, on one event loop of its own.
package final class MockServer: Sendable {
    /// Where it listens; with the port that the system chose, if it was to choose one.
    package let endpoint: Endpoint

    private let group: MultiThreadedEventLoopGroup
    private let state: MockState

    private init(endpoint: Endpoint, group: MultiThreadedEventLoopGroup, state: MockState) {
        self.endpoint = endpoint
        self.group = group
        self.state = state
    }

    /// Starts a server. It runs until ``stop()``.
    ///
    /// - Parameters:
    ///   - configuration: where it listens and what it does.
    ///   - log: called on the server's thread with all that happens.
    ///   - onFatalExit: called when a request has ended the server as it ends the vendor's (`onFatal` is `exit`), once
    ///     that connection is closed. It is called on the server's thread, so it must not call ``stop()`` itself.
    /// - Throws: ``MockServerError`` when it cannot listen there.
    package static func start(
        _ configuration: Configuration = Configuration(),
        log: @escaping @Sendable (MockEvent) -> Void = { _ in },
        onFatalExit: @escaping @Sendable () -> Void = {}
    ) throws(MockServerError) -> MockServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let state = MockState(configuration, onFatalExit: onFatalExit, log: log)
        do {
            let address = try ListeningAddress.resolve(configuration.listen)
            let listener = try Listener(configuration, state: state, loop: group.next(), address: address)
            let bound = try listener.listen().wait()
            return MockServer(endpoint: configuration.listen.with(port: bound?.port), group: group, state: state)
        } catch {
            state.stop()
            try? group.syncShutdownGracefully()
            throw MockServerError(endpoint: configuration.listen, reason: systemReason(error))
        }
    }

    /// What the imports so far have led to.
    package var project: SimulatedProject { state.project }

    /// How many requests have been answered, in whatever way.
    package var exchanges: Int { state.exchanges }

    /// Stops listening, closes all connections and waits until that is done. Further calls do nothing.
    ///
    /// Not to be called on the server's own thread, where `log` is.
    package func stop() {
        guard state.stop() else { return }
        if case .unix(let path) = endpoint {
            // On its thread, so that it does not listen anew meanwhile; and while it listens, so that a server that
            // follows does not lose its own file.
            _ = try? group.next().submit { unlink(path) }.wait()
        }
        try? group.syncShutdownGracefully()
    }
}

extension Endpoint {
    fileprivate func with(port: Int?) -> Endpoint {
        switch self {
        case .tcp(let host, let old): .tcp(host: host, port: port.flatMap(UInt16.init(exactly:)) ?? old)
        case .unix: self
        }
    }
}
