import NIOCore

/// A connection that can be asked to end.
protocol Drainable: AnyObject {
    /// Closes the connection as soon as nothing is under way on it.
    func drain()
}

/// The listener and connections of a server; only for its event loop.
final class ConnectionRegistry {
    /// The one that listens now.
    var listener: (any Channel)?
    private(set) var isDraining = false
    private var connections: [ObjectIdentifier: any Drainable] = [:]
    private var emptied: EventLoopPromise<Void>?

    func add(_ connection: any Drainable) {
        connections[ObjectIdentifier(connection)] = connection
    }

    func remove(_ connection: any Drainable) {
        connections[ObjectIdentifier(connection)] = nil
        if connections.isEmpty { emptied.take()?.succeed() }
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
