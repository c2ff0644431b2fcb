package import MockControl
import NIOCore
import NIOHTTP1
import NIOPosix
import Platform

/// The HTTP interface of mock servers: calls for tests, and a page for people.
package final class ControlServer: Sendable {
    package struct Configuration: Sendable {
        package var host: String
        /// 0 for a free one.
        package var port: Int
        /// Whether other machines cannot reach it.
        package var isLocal: Bool
        /// What callers have to know, if anything.
        package var token: String?
        /// The program's.
        package var version: String

        package init(host: String, port: Int, isLocal: Bool, token: String?, version: String) {
            self.host = host
            self.port = port
            self.isLocal = isLocal
            self.token = token
            self.version = version
        }
    }

    /// Why it cannot be used.
    package struct Failure: Error, Sendable {
        package let reason: String
    }

    /// Calls that wait for something slow, at once.
    private static let workerCount = 4
    private static let backlog: Int32 = 1024

    private let group: MultiThreadedEventLoopGroup
    private let workers: NIOThreadPool
    private let channel: any Channel
    private let router: Router
    private let hub: NIOLoopBound<ControlHub>
    /// `http://HOST:PORT`
    package let address: String

    private init(
        _ group: MultiThreadedEventLoopGroup,
        _ workers: NIOThreadPool,
        _ channel: any Channel,
        _ router: Router,
        _ hub: NIOLoopBound<ControlHub>,
        _ host: String
    ) {
        self.group = group
        self.workers = workers
        self.channel = channel
        self.router = router
        self.hub = hub
        let name = host.contains(":") ? "[\(host)]" : host
        address = "http://\(name):\(channel.localAddress?.port ?? 0)"
    }

    /// Listens; calls are refused until ``serve(_:stop:)``.
    ///
    /// - Throws: ``Failure`` when it cannot listen there.
    package static func listen(_ configuration: Configuration) throws(Failure) -> ControlServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let workers = NIOThreadPool(numberOfThreads: workerCount)
        do {
            let loop = group.next()
            let hub = try loop.submit { NIOLoopBound(ControlHub(loop), eventLoop: loop) }.wait()
            let gate = Gate(host: configuration.host, isLocal: configuration.isLocal, token: configuration.token)
            let router = Router(gate, workers, version: configuration.version)
            let channel = try ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: backlog)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.configureHTTPServerPipeline(withErrorHandling: false)
                        try pipeline.addHandler(ControlConnection(router, hub.value, channel.eventLoop))
                    }
                }
                .bind(host: configuration.host, port: configuration.port).wait()
            workers.start()
            return ControlServer(group, workers, channel, router, hub, configuration.host)
        } catch {
            try? group.syncShutdownGracefully()
            throw Failure(reason: (error as? IOError).map { SystemError(code: $0.errnoCode).reason } ?? "\(error)")
        }
    }

    /// Answers calls from now on.
    ///
    /// - Parameter stop: ends the program as a signal does; called when the answer to `/api/stop` has gone out.
    package func serve(_ servers: MockServers, stop: @escaping @Sendable () -> Void) {
        router.begin(servers, stop: stop)
    }

    /// Closes all connections, and ends the servers that were added.
    package func stop() {
        try? channel.close().wait()
        let hub = hub
        try? hub.eventLoop.flatSubmit { hub.value.stop() }.wait()
        router.end()
        try? workers.syncShutdownGracefully()
        try? group.syncShutdownGracefully()
    }
}
