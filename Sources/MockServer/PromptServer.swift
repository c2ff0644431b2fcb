import IPCFraming
import MockCore
import Platform

/// Drives a connection that was just accepted as far as it goes without waiting, on the accepting thread. Most clients
/// send right behind their connection, and to register that with the event loop, to wait for it and to deregister it is
/// more work than the exchange.
///
/// What is left is the event loop's. Only for the thread that accepts.
final class PromptServer: ConnectionTaker {
    /// What is received in one go at the most, in bytes: some of the vendor's server's reads.
    private static let capacity = 4096

    /// How often a connection is received from: who sends much must not hold up the others.
    private static let longestStay = 8

    /// How long a connection may send nothing and stay here, in milliseconds.
    private static let freshTime: Int32 = 20

    /// Connections that have sent nothing so far.
    var kept: [Int32] { fresh.all }
    private var fresh = KeptConnections()

    private let state: ServerState
    private let slots: ConnectionSlots
    private let giveAway: (Handover) -> Void
    private var buffer = [UInt8](repeating: 0, count: capacity)
    private var connection: PromptConnection
    private var machine: ConnectionMachine

    /// - Parameters:
    ///   - slots: counts those that do not end at once.
    ///   - giveAway: takes what is left of a connection.
    init(_ state: ServerState, _ slots: ConnectionSlots, giveAway: @escaping (Handover) -> Void) {
        self.state = state
        self.slots = slots
        self.giveAway = giveAway
        machine = state.makeMachine()
        connection = PromptConnection(-1, state)
    }

    func take(_ descriptor: Int32) {
        state.connectionBegan()
        guard let handover = serve(descriptor) else { return state.connectionEnded() }
        slots.take()
        if handover.isFresh, kept.count < ConnectionTakerLimit.kept {
            fresh.append(descriptor)
        } else {
            giveAway(handover)
        }
    }

    func goOn(_ descriptor: Int32) -> Bool {
        guard let index = kept.firstIndex(of: descriptor) else { return false }
        fresh.remove(at: index)
        if let handover = serve(descriptor) {
            giveAway(handover)
        } else {
            slots.release()
            state.connectionEnded()
        }
        return false
    }

    var patience: Int32 { kept.isEmpty ? -1 : Self.freshTime }

    func elapsed() { letGo() }

    func letGo() {
        if kept.isEmpty { return }
        for descriptor in kept { giveAway(Handover(descriptor: descriptor, machine: state.makeMachine())) }
        fresh.removeAll()
    }

    func takeKeptChanges() -> KeptConnections.Changes? { fresh.takeChanges() }

    /// - Parameter socket: is closed when the connection has ended.
    /// - Returns: what is left of it, if it has not ended.
    private func serve(_ socket: Int32) -> Handover? {
        connection = PromptConnection(socket, state)
        machine = state.makeMachine()
        var count = 0
        while connection.pending.isEmpty, machine.isReceiving, count < Self.longestStay, receive() { count += 1 }
        if machine.hasEnded, connection.pending.isEmpty { return nil }
        return Handover(
            descriptor: connection.socket,
            machine: machine,
            isFresh: count == 0,
            pending: connection.pending,
            start: connection.start
        )
    }

    /// - Returns: whether anything was there.
    private func receive() -> Bool {
        let count = connection.receive(&buffer)
        if count > 0 { machine.admit(if: state.resolver.admitsConnection) }
        if count > 0, let request = buffer.withUnsafeBytes({ machine.takeOnly(.init(rebasing: $0[..<count])) }) {
            for event in connection.answer(request, by: &machine, .now) { handle(event) }
        } else if count > 0 {
            handle(.bytes(Array(buffer[..<count])))
        } else if let event = connection.event(count) {
            handle(event)
        } else {
            return false
        }
        return true
    }

    private func handle(_ event: ConnectionMachine.Event) {
        var next: ConnectionMachine.Event? = event
        while let event = next {
            next = nil
            for action in machine.handle(event) { next = connection.perform(action) ?? next }
        }
    }
}
