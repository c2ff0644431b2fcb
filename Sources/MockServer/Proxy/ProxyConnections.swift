import NIOCore
import Synchronization

/// The connections of a proxy. Only for their event loop.
final class ProxyConnections {
    private let state: ProxyState
    private let registry: NIOLoopBound<ConnectionRegistry>
    private let connector: ServerConnector
    private let loop: any EventLoop
    private let whenEnded: () -> Void
    private var connections: [ObjectIdentifier: ProxyConnection] = [:]

    /// - Parameter whenEnded: called when one of them is over.
    init(
        _ state: ProxyState,
        _ registry: NIOLoopBound<ConnectionRegistry>,
        _ connector: ServerConnector,
        _ loop: any EventLoop,
        whenEnded: @escaping () -> Void
    ) {
        self.state = state
        self.registry = registry
        self.connector = connector
        self.loop = loop
        self.whenEnded = whenEnded
    }

    func accept(_ descriptor: Int32) {
        var id: ObjectIdentifier?
        let connection = ProxyConnection(state, registry.value, connector, loop) { [self] in
            id.map { connections[$0] = nil }
            state.openConnections.subtract(1, ordering: .relaxed)
            whenEnded()
        }
        id = ObjectIdentifier(connection)
        connections[ObjectIdentifier(connection)] = connection
        state.openConnections.add(1, ordering: .relaxed)
        connection.accept(descriptor)
    }
}
