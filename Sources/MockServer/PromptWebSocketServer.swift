import IPCClient
import MockCore

/// Serves WebSocket connections on the accepting thread: for a client that asks one thing after the other that is more
/// than twice as fast as the event loop.
///
/// It keeps those that were heard last. What takes time is the event loop's, and the connection stays there.
final class PromptWebSocketServer: ConnectionTaker {
    /// What is received in one go at the most, in bytes.
    private static let capacity = 16 * 1024

    var kept: [Int32] { descriptors.all }
    private var descriptors = KeptConnections()

    private let state: ServerState
    private let slots: ConnectionSlots
    /// Where one request is worked on at a time over all connections.
    private let sign: TurnSign?
    private let giveAway: (Handover) -> Void
    private var connections: [PromptWebSocket] = []
    private var buffer = [UInt8](repeating: 0, count: capacity)
    /// When something is to be done though no client sends anything.
    private var deadline: ContinuousClock.Instant?
    private var now = ContinuousClock.now

    /// - Parameters:
    ///   - slots: counts them.
    ///   - sign: taken while the event loop does what nothing else is done meanwhile; without one all are served at once.
    ///   - giveAway: takes a connection.
    init(
        _ state: ServerState,
        _ slots: ConnectionSlots,
        _ sign: TurnSign?,
        giveAway: @escaping (Handover) -> Void
    ) {
        self.state = state
        self.slots = slots
        self.sign = sign
        self.giveAway = giveAway
    }

    func take(_ descriptor: Int32) {
        state.connectionBegan()
        slots.take()
        now = .now
        if connections.count == ConnectionTakerLimit.kept, let oldest = connections.indices.min(by: isHeardBefore) {
            giveAway(at: oldest)
        }
        connections.append(PromptWebSocket(descriptor, state, now))
        descriptors.append(descriptor)
        settle(at: connections.count - 1)
    }

    func goOn(_ descriptor: Int32) -> Bool {
        guard let index = kept.firstIndex(of: descriptor) else { return false }
        if sign?.isTaken == true {
            giveAway(at: index)
            return false
        }
        now = .now
        let progress = connections[index].receive(into: &buffer, now)
        if progress == .other { settle(at: index) }
        if let deadline, deadline <= now { elapsed() }
        return progress != .none && kept.contains(descriptor)
    }

    var patience: Int32 {
        guard let deadline else { return -1 }
        // Rounded up, so that it does not spin.
        return Int32(clamping: max(.zero, deadline - now).nanoseconds / 1_000_000 + 1)
    }

    func elapsed() {
        now = .now
        for index in connections.indices.reversed() {
            if let deadline = connections[index].deadline, deadline <= now {
                if sign?.isTaken == true {
                    giveAway(at: index)
                    continue
                }
                connections[index].handle(.elapsed, now)
            }
            if let idle = idleEnd(at: index), idle <= now { connections[index].handle(.idle, now) }
            settle(at: index)
        }
        deadline = connections.indices.compactMap { earlier(connections[$0].deadline, idleEnd(at: $0)) }.min()
    }

    func letGo() {
        for index in connections.indices.reversed() { giveAway(at: index) }
    }

    func takeKeptChanges() -> KeptConnections.Changes? { descriptors.takeChanges() }

    /// Looks at what has become of a connection.
    private func settle(at index: Int) {
        if connections[index].isAwaitingClient {
            deadline = earlier(deadline, earlier(connections[index].deadline, idleEnd(at: index)))
        } else if connections[index].hasEnded {
            connections.remove(at: index)
            descriptors.remove(at: index)
            slots.release()
            state.connectionEnded()
        } else {
            giveAway(at: index)
        }
    }

    private func giveAway(at index: Int) {
        descriptors.remove(at: index)
        giveAway(connections.remove(at: index).handover(sign))
    }

    private func isHeardBefore(_ one: Int, _ other: Int) -> Bool {
        connections[one].lastActivity < connections[other].lastActivity
    }

    /// When a connection was silent for too long.
    private func idleEnd(at index: Int) -> ContinuousClock.Instant? {
        state.configuration.idleTimeout.map { connections[index].lastActivity + $0 }
    }

    private func earlier(
        _ one: ContinuousClock.Instant?,
        _ other: ContinuousClock.Instant?
    ) -> ContinuousClock.Instant? {
        guard let one, let other else { return one ?? other }
        return min(one, other)
    }
}
