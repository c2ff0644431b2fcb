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

    private let state: ServerState
    private let slots: ConnectionSlots
    private let giveAway: (Handover) -> Void
    private var buffer = [UInt8](repeating: 0, count: capacity)
    private var machine: ConnectionMachine
    private var socket: Int32 = -1
    private var start = ContinuousClock.Instant.now
    private var pending: Handover.Pending?

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

    /// - Returns: what has come of it. What takes time is left to the event loop.
    private func perform(_ action: ConnectionMachine.Action) -> ConnectionMachine.Event? {
        switch action {
        case .admit: return .admitted(isRefused: state.resolver.refusesConnection())
        case .ask(let request): return ask(request)
        case .record(let reply, let outcome) where ServerState.isSmall(reply):
            state.record(reply, outcome, start: start)
            return .recorded
        case .send(let bytes, let isLast): return send(bytes, isLast: isLast)
        case .wait, .record: pending = .action(action)
        case .finish(let reply): state.finished(reply)
        case .log(let event): state.report(event)
        case .halfClose: shutdown(socket, Int32(SHUT_WR))
        case .close: return close()
        case .reset:
            StreamSocket.resetOnClose(socket)
            closeSocket()
        case .die: state.die()
        }
        return nil
    }

    private func ask(_ request: ReceivedRequest) -> ConnectionMachine.Event? {
        guard state.isQuick(request) else {
            pending = .action(.ask(request))
            return nil
        }
        start = .now
        switch state.resolver.react(to: request) {
        case .answer(let reply): return .answered(reply)
        case .drop: return .dropped
        case .ask(let question): pending = .reaction(.ask(question))
        }
        return nil
    }

    private func send(_ bytes: [UInt8], isLast: Bool) -> ConnectionMachine.Event? {
        let count = systemSend(socket, bytes, StreamSocket.sendFlags(moreFollows: isLast))
        if count == bytes.count { return .sent }
        if count < 0, errno != EAGAIN { return .broken("a connection was reset") }
        pending = .action(.send(Array(bytes.dropFirst(max(0, count))), isLast: isLast))
        return nil
    }

    /// - Returns: whether the client had left before.
    private func close() -> ConnectionMachine.Event? {
        guard socket >= 0 else { return nil }
        defer { closeSocket() }
        // It sends what waits for the end of the stream. A client that is not there answers with a reset.
        shutdown(socket, Int32(SHUT_WR))
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &length)
        return code == 0 ? nil : .left
    }

    private func closeSocket() {
        if socket >= 0 { closeDescriptor(socket) }
        socket = -1
    }
}

private func systemSend(_ socket: Int32, _ bytes: [UInt8], _ flags: Int32) -> Int {
    send(socket, bytes, bytes.count, flags)
}

private func closeDescriptor(_ descriptor: Int32) {
    close(descriptor)
}
