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
    private var isStopped = false

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

    func stop() {
        isStopped = true
        for feed in feeds.values { feed.stop() }
        feeds = [:]
        for connection in Array(connections.values) { connection.expire() }
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
