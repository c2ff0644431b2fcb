import MockCore
import Platform

/// Drives the machine of a WebSocket connection on the accepting thread, as long as it is served without waiting for
/// anything but the client.
struct PromptWebSocket {
    private var machine: WebSocketMachine
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
    var hasEnded: Bool { connection.pending.isEmpty && (machine.hasEnded || descriptor < 0) }

    /// Whether all that is left to do is to wait for the client.
    var isAwaitingClient: Bool { connection.pending.isEmpty && !machine.isWorking && machine.isReceiving }

    /// What has come of a look at what the client has sent.
    enum Progress {
        /// Nothing was there.
        case none
        /// An answer has gone out, and nothing else is to be done.
        case answered
        case other
    }

    /// Takes in what the client has sent.
    mutating func receive(into buffer: inout [UInt8], _ now: ContinuousClock.Instant) -> Progress {
        let count = connection.receive(&buffer)
        if count > 0 {
            lastActivity = now
            guard let request = buffer.withUnsafeBytes({ machine.takeOnly(.init(rebasing: $0[..<count])) }) else {
                handle(.bytes(Array(buffer[..<count])), now)
                return .other
            }
            let events = connection.answer(request, by: &machine, now)
            for event in events { handle(event, now) }
            return events.isEmpty && connection.pending.isEmpty ? .answered : .other
        }
        guard let event = connection.event(count) else { return .none }
        lastActivity = now
        handle(event, now)
        return .other
    }

    /// One event after the other, up to what takes time.
    mutating func handle(_ event: ConnectionMachine.Event, _ now: ContinuousClock.Instant) {
        if case .elapsed = event { deadline = nil }
        var next: ConnectionMachine.Event? = event
        // Most events lead to no more than one other.
        var others: [ConnectionMachine.Event] = []
        while let event = next {
            next = nil
            for action in machine.handle(event, now: now) {
                if case .wait(let duration) = action {
                    deadline = now + duration
                } else if let event = connection.perform(action) {
                    if next == nil, others.isEmpty { next = event } else { others.append(event) }
                }
            }
            if next == nil, !others.isEmpty { next = others.removeFirst() }
        }
        let held = machine.heldCount
        if held != heldCount { hold(held, now) }
    }

    private mutating func hold(_ count: Int, _ now: ContinuousClock.Instant) {
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
