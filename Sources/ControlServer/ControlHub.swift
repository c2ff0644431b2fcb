import MockControl
import NIOCore

/// All connections of callers, the streams of events among them, and those who wait for exchanges. Only for their event
/// loop.
final class ControlHub {
    /// The most connections: streams, and some that call.
    static let mostConnections = 1200
    private static let mostStreams = 1000
    /// So often clients are looked at that take too long.
    private static let watchTime = TimeAmount.seconds(1)

    let loop: any EventLoop
    private var connections: [ObjectIdentifier: ControlConnection] = [:]
    private var feeds: [ObjectIdentifier: EventFeed] = [:]
    private var streamCount = 0
    /// Fulfilled when the last connection has gone; `nil` before it is to.
    private var ended: EventLoopPromise<Void>?
    private var isStopped: Bool { ended != nil }

    init(_ loop: any EventLoop) {
        self.loop = loop
        watch()
    }

    /// - Returns: whether there is room for it.
    func add(_ connection: ControlConnection) -> Bool {
        guard !isStopped, connections.count < Self.mostConnections else { return false }
        connections[ObjectIdentifier(connection)] = connection
        return true
    }

    func remove(_ connection: ControlConnection) {
        connections[ObjectIdentifier(connection)] = nil
        for feed in feeds.values where feed.remove(connection) { streamCount -= 1 }
        dropFeeds()
        if connections.isEmpty { ended?.succeed() }
    }

    /// It takes more.
    func wake(_ connection: ControlConnection) {
        for feed in feeds.values where feed.has(connection) { feed.schedule(.zero) }
    }

    /// - Returns: whether there is room for another stream.
    func stream(_ connection: ControlConnection, _ control: MockControl, after number: Int?) -> Bool {
        guard streamCount < Self.mostStreams else { return false }
        streamCount += 1
        connection.beginStream()
        feed(control).add(connection, after: number)
        return true
    }

    func wait(
        _ control: MockControl,
        _ filter: MockControl.Filter,
        count: Int,
        timeout: Duration,
        _ answer: @escaping (Response) -> Void
    ) {
        do throws(MockControlError) {
            feed(control).add(Waiter(try filter.read(), count, until: .now() + TimeAmount(timeout), answer))
        } catch {
            answer(Problem(error).response)
        }
    }

    /// Ends all connections, streams behind what they have not told yet.
    ///
    /// - Returns: fulfilled when they have ended, or were given the time for it.
    func stop() -> EventLoopFuture<Void> {
        let ended = loop.makePromise(of: Void.self)
        self.ended = ended
        let ending = Array(feeds.values)
        for feed in ending { feed.end() }
        // A stream may end already, and be on its way: only its feed knows.
        for connection in Array(connections.values) where !ending.contains(where: { $0.has(connection) }) {
            connection.expire()
        }
        if connections.isEmpty { ended.succeed() }
        loop.assumeIsolated().scheduleTask(in: ControlConnection.endTime) {
            for feed in self.feeds.values { feed.stop() }
            ended.succeed()
        }
        return ended.futureResult
    }

    private func feed(_ control: MockControl) -> EventFeed {
        if let feed = feeds[ObjectIdentifier(control)] { return feed }
        let feed = EventFeed(control, loop) { [weak self] in self?.dropFeeds() }
        feeds[ObjectIdentifier(control)] = feed
        return feed
    }

    private func dropFeeds() {
        for (key, feed) in feeds where feed.isEmpty {
            feed.stop()
            feeds[key] = nil
        }
    }

    private func watch() {
        loop.assumeIsolated().scheduleTask(in: Self.watchTime) { [weak self] in
            guard let self, !self.isStopped else { return }
            let now = NIODeadline.now()
            for connection in Array(self.connections.values) where connection.deadline < now { connection.expire() }
            self.watch()
        }
    }
}
