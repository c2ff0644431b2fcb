import NIOCore

/// Gives all connections of a proxy to its event loop.
final class ProxyTaker: ConnectionTaker {
    let kept: [Int32] = []
    let patience: Int32 = -1

    private let connections: NIOLoopBound<ProxyConnections>
    private let slots: ConnectionSlots

    init(_ connections: NIOLoopBound<ProxyConnections>, _ slots: ConnectionSlots) {
        self.connections = connections
        self.slots = slots
    }

    func take(_ descriptor: Int32) {
        slots.take()
        connections.eventLoop.execute { [connections] in connections.value.accept(descriptor) }
    }

    func takeKeptChanges() -> KeptConnections.Changes? { nil }
    func goOn(_ descriptor: Int32) -> Bool { false }
    func elapsed() {}
    func letGo() {}
}
