import NIOCore

/// A connection that can be asked to end, or that ends when it was silent for too long.
protocol Drainable: AnyObject {
    /// Closes the connection as soon as nothing is under way on it.
    func drain()

    /// When something was last sent or received on it, in the registry's ticks.
    var lastActivity: Int { get }

    /// Nothing was for too long.
    func idle()
}

/// The listener and connections of a server; only for its event loop.
final class ConnectionRegistry {
    /// The one that listens now.
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

    /// Stops listening, closes idle connections now and the others when what is under way on them has ended.
    ///
    /// - Returns: when there is none left.
    func drain(on loop: any EventLoop) -> EventLoopFuture<Void> {
        guard !isDraining else { return loop.makeSucceededFuture(()) }
        isDraining = true
        listener?.close(promise: nil)
        let promise = loop.makePromise(of: Void.self)
        if connections.isEmpty { promise.succeed() } else { emptied = promise }
        for connection in Array(connections.values) { connection.drain() }
        return promise.futureResult
    }
}

extension NIOLoopBound<ConnectionRegistry> {
    /// Drains it, and waits until that is done, or for so long. Not to be called on the event loop.
    func drain(within patience: Duration) {
        let loop = eventLoop
        let patient = loop.makePromise(of: Void.self)
        loop.execute {
            // The first of both counts.
            self.value.drain(on: loop).whenComplete { _ in patient.succeed() }
            loop.scheduleTask(in: TimeAmount(patience)) { patient.succeed() }
        }
        try? patient.futureResult.wait()
    }
}
