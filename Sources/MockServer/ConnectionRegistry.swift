import NIOCore

/// The listener and connections of a server; only for its event loop.
final class ConnectionRegistry {
    /// The one that listens now.
    var listener: (any Channel)?
    private(set) var isDraining = false
    private var connections: [ObjectIdentifier: ExchangeHandler] = [:]
    private var emptied: EventLoopPromise<Void>?

    func add(_ connection: ExchangeHandler) {
        connections[ObjectIdentifier(connection)] = connection
    }

    func remove(_ connection: ExchangeHandler) {
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
