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

    private(set) var fresh: [Int32] = []

    let state: ServerState
    private let slots: ConnectionSlots
    private let giveAway: (Handover) -> Void
    private var buffer = [UInt8](repeating: 0, count: capacity)
    private var machine: ConnectionMachine
    var socket: Int32 = -1
    var start = ContinuousClock.Instant.now
    var pending: Handover.Pending?

    /// - Parameters:
    ///   - slots: counts those that do not end at once.
    ///   - giveAway: takes what is left of a connection.
    init(_ state: ServerState, _ slots: ConnectionSlots, giveAway: @escaping (Handover) -> Void) {
        self.state = state
        self.slots = slots
        self.giveAway = giveAway
        machine = state.makeMachine()
    }

    func take(_ descriptor: Int32) {
        state.connectionBegan()
        guard let handover = serve(descriptor) else { return state.connectionEnded() }
        slots.take()
        if handover.isFresh, fresh.count < ConnectionTakerLimit.fresh {
            fresh.append(descriptor)
        } else {
            giveAway(handover)
        }
    }

    func goOn(_ descriptor: Int32) {
        fresh.removeAll { $0 == descriptor }
        guard let handover = serve(descriptor) else {
            slots.release()
            return state.connectionEnded()
        }
        giveAway(handover)
    }

    func letGo() {
        for descriptor in fresh { giveAway(Handover(descriptor: descriptor, machine: state.makeMachine())) }
        fresh = []
    }

    /// - Parameter socket: is closed when the connection has ended.
    /// - Returns: what is left of it, if it has not ended.
    private func serve(_ socket: Int32) -> Handover? {
        self.socket = socket
        machine = state.makeMachine()
        pending = nil
        var count = 0
        while pending == nil, machine.isReceiving, count < Self.longestStay, let event = receive() {
            handle(event)
            count += 1
        }
        if machine.hasEnded, pending == nil { return nil }
        return Handover(descriptor: socket, machine: machine, isFresh: count == 0, pending: pending, start: start)
    }

    /// - Returns: `nil` when nothing is there yet.
    private func receive() -> ConnectionMachine.Event? {
        let count = recv(socket, &buffer, buffer.count, 0)
        if count > 0 { return .bytes(Array(buffer[..<count])) }
        if count == 0 { return .inputClosed }
        return errno == EAGAIN || errno == EINTR ? nil : .broken("a connection broke: \(SystemError().reason)")
    }

    private func handle(_ event: ConnectionMachine.Event) {
        var next: ConnectionMachine.Event? = event
        while let event = next {
            next = nil
            for action in machine.handle(event) { next = perform(action) ?? next }
        }
    }
}
