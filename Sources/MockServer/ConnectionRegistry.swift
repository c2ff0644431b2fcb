import NIOCore

/// A connection that can be asked to end, or that ends when it was silent for too long.
protocol Drainable: AnyObject {
    /// Closes the connection as soon as nothing is under way on it.
    func drain()

    /// Ends the connection now. What is under way is recorded all the same, and then the connection is removed.
    func cancel()

    /// When something was last sent or received on it, in the registry's ticks.
    var lastActivity: Int { get }

    /// Nothing was for too long.
    func idle()
}

/// The connections of a server; only for its event loop.
final class ConnectionRegistry {
    var listener: (any Channel)?
    private(set) var isDraining = false
    /// The time, coarsely, so that connections need not ask the clock, nor have a timer each.
    private(set) var tick = 0
    private static let ticksUntilIdle = 8
    private var connections: [ObjectIdentifier: any Drainable] = [:]
    private var emptied: EventLoopPromise<Void>?

    /// - Parameter idleTimeout: how long a connection may be silent; up to a quarter more is not noticed. `nil` is for ever.
    static func make(on loop: any EventLoop, idleTimeout: Duration?) throws -> NIOLoopBound<ConnectionRegistry> {
        try loop.submit {
            let registry = ConnectionRegistry()
            if let idleTimeout { registry.watchForIdle(after: idleTimeout, on: loop) }
            return NIOLoopBound(registry, eventLoop: loop)
        }.wait()
    }

    func add(_ connection: any Drainable) {
        connections[ObjectIdentifier(connection)] = connection
        if isDraining { connection.drain() }
    }

    func remove(_ connection: any Drainable) {
        connections[ObjectIdentifier(connection)] = nil
        if connections.isEmpty { emptied.take()?.succeed() }
    }

    /// Looks for idle connections as long as the loop runs.
    private func watchForIdle(after timeout: Duration, on loop: any EventLoop) {
        let interval = max(TimeAmount(timeout / Self.ticksUntilIdle), .milliseconds(1))
        loop.assumeIsolated().scheduleTask(in: interval) {
            self.tick += 1
            let idle = self.connections.values.filter { self.tick - $0.lastActivity > Self.ticksUntilIdle }
            for connection in idle { connection.idle() }
            self.watchForIdle(after: timeout, on: loop)
        }
    }

    /// Closes idle connections now and the others when what is under way on them has ended.
    fileprivate func drain() {
        guard !isDraining else { return }
        isDraining = true
        for connection in Array(connections.values) { connection.drain() }
    }

    fileprivate func cancel() {
        isDraining = true
        cut()
    }

    /// Ends all connections now; others may follow.
    func cut() {
        for connection in Array(connections.values) { connection.cancel() }
    }

    /// How many there are.
    var count: Int { connections.count }

    /// Those of a kind.
    func connections<Kind>(_ kind: Kind.Type) -> [Kind] {
        connections.values.compactMap { $0 as? Kind }
    }

    /// - Returns: when there is none left.
    fileprivate func whenEmpty(on loop: any EventLoop) -> EventLoopFuture<Void> {
        if connections.isEmpty { return loop.makeSucceededFuture(()) }
        let promise = emptied ?? loop.makePromise(of: Void.self)
        emptied = promise
        return promise.futureResult
    }
}

extension NIOLoopBound<ConnectionRegistry> {
    /// What is under way ends within this time of being cancelled; else something is wrong, and it is left.
    private static var grace: Duration { .seconds(5) }

    /// Lets what is under way end, or ends it when the patience does. Not to be called on the event loop.
    ///
    /// - Parameter onImpatience: called on the loop when it does.
    func drain(within patience: Duration, onImpatience: @escaping @Sendable () -> Void = {}) {
        eventLoop.execute { value.drain() }
        if waitUntilEmpty(patience) { return }
        eventLoop.execute {
            onImpatience()
            value.cancel()
        }
        _ = waitUntilEmpty(Self.grace)
    }

    /// - Returns: whether none is left.
    private func waitUntilEmpty(_ patience: Duration) -> Bool {
        let loop = eventLoop
        let isEmpty = loop.makePromise(of: Bool.self)
        loop.execute {
            // The first of both counts.
            let timer = loop.scheduleTask(in: TimeAmount(patience)) { isEmpty.succeed(false) }
            value.whenEmpty(on: loop).whenComplete { _ in
                timer.cancel()
                isEmpty.succeed(true)
            }
        }
        return (try? isEmpty.futureResult.wait()) ?? false
    }
}
