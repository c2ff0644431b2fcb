import MockCore
import Platform

/// Drives the machine of a WebSocket connection on the accepting thread, as long as it is served without waiting for
/// anything but the client.
final class PromptWebSocket {
    private let machine: WebSocketMachine
    private var connection: PromptConnection
    /// When the machine is to be woken.
    private(set) var deadline: ContinuousClock.Instant?
    private(set) var lastActivity: ContinuousClock.Instant
    /// What this connection has reported of its share of the server's memory, in bytes.
    private var heldCount = 0

    init(_ descriptor: Int32, _ state: ServerState, _ now: ContinuousClock.Instant) {
        machine = state.makeWebSocketMachine()
        connection = PromptConnection(descriptor, state)
        lastActivity = now
        StreamSocket.sendSmallPackets(descriptor)
        // The time for its handshake begins.
        handle(.elapsed, now)
    }

    var descriptor: Int32 { connection.socket }

    /// Whether nothing is left to be done about it.
    var hasEnded: Bool { connection.pending == nil && machine.hasEnded }

    /// Whether all that is left to do is to wait for the client.
    var isAwaitingClient: Bool { connection.pending == nil && !machine.isWorking && machine.isReceiving }

    /// Takes in what the client has sent.
    func receive(into buffer: inout [UInt8], _ now: ContinuousClock.Instant) {
        guard let event = connection.receive(into: &buffer) else { return }
        lastActivity = now
        handle(event, now)
    }

    /// One event after the other, up to what takes time.
    func handle(_ event: ConnectionMachine.Event, _ now: ContinuousClock.Instant) {
        if case .elapsed = event { deadline = nil }
        var events = [event][...]
        while let event = events.popFirst() {
            for action in machine.handle(event, now: now) {
                if case .wait(let duration) = action {
                    deadline = now + duration
                } else if let next = connection.perform(action) {
                    events.append(next)
                }
            }
        }
        let held = machine.heldCount
        if held != heldCount { hold(held, now) }
    }

    private func hold(_ count: Int, _ now: ContinuousClock.Instant) {
        let change = count - heldCount
        heldCount = count
        if !connection.state.hold(change), change > 0 { handle(.exhausted, now) }
    }

    /// What is left of it. It must not be used any more.
    ///
    /// - Parameter sign: shows that its turn goes on.
    func handover(_ sign: TurnSign?) -> Handover {
        _ = connection.state.hold(-heldCount)
        return Handover(
            descriptor: connection.socket,
            machine: machine,
            isFresh: false,
            pending: connection.pending,
            start: connection.start,
            deadline: deadline,
            promise: machine.isBusy ? sign.map { TurnSign.Promise($0) } : nil
        )
    }
}
