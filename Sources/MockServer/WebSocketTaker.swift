/// Gives all connections to the event loop as they come: a WebSocket lasts, so there is nothing to be quick about.
final class WebSocketTaker: ConnectionTaker {
    let fresh: [Int32] = []

    private let state: ServerState
    private let slots: ConnectionSlots
    private let giveAway: (Int32) -> Void

    /// - Parameters:
    ///   - slots: counts them.
    ///   - giveAway: takes a connection.
    init(_ state: ServerState, _ slots: ConnectionSlots, giveAway: @escaping (Int32) -> Void) {
        self.state = state
        self.slots = slots
        self.giveAway = giveAway
    }

    func take(_ descriptor: Int32) {
        state.connectionBegan()
        slots.take()
        giveAway(descriptor)
    }

    func goOn(_ descriptor: Int32) {}
    func letGo() {}
}
