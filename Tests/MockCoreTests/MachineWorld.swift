import IPCFraming
import MockCore

/// Drives a machine as a server would, and checks that it keeps to its contract.
struct MachineWorld {
    typealias Event = ConnectionMachine.Event

    /// What a machine waits for.
    enum Expected: Hashable {
        case answer
        case admission
        case record
        case sent
        case time
    }

    private(set) var machine: ConnectionMachine
    private(set) var expected: Expected?
    private(set) var asked: [ReceivedRequest] = []
    private(set) var recorded: [Delivery.Outcome] = []
    private(set) var finished = 0
    private(set) var sent: [UInt8] = []
    private(set) var log: [String] = []
    private(set) var hasClosed = false
    private(set) var wasReset = false
    private(set) var hasHalfClosed = false
    private(set) var hasDied = false
    private var isSendingOver = false
    private var isAborted = false
    /// What was sent when the exchange was recorded.
    private var sentBefore = 0
    /// What it did against its contract.
    private(set) var breaches: [String] = []

    init(_ settings: ConnectionMachine.Settings) {
        machine = ConnectionMachine(settings)
    }

    /// The events that may come now.
    func possible(_ replies: [Reaction.Reply]) -> [Event] {
        var events: [Event] =
            hasClosed ? [.cancel] : [.bytes(Array("[".utf8)), .bytes([0x31, 0x5D, 0x04]), .inputClosed]
        if !hasClosed { events += [.idle, .exhausted, .drain, .cancel, .broken("gone")] }
        switch expected {
        case nil: break
        case .answer?: events += replies.map { .answered($0) } + [.dropped]
        case .admission?: events += [.admitted(isRefused: false), .admitted(isRefused: true)]
        case .record?: events.append(.recorded)
        case .sent?: events.append(.sent)
        case .time?: events.append(.elapsed)
        }
        return events
    }

    mutating func handle(_ event: Event) {
        switch event {
        case .answered, .dropped, .admitted, .recorded, .sent, .elapsed: expected = nil
        // Nobody waits any more for what is on its way to a client.
        case .idle, .exhausted, .cancel, .broken:
            isAborted = true
            if expected == .sent { isSendingOver = true }
        case .bytes, .inputClosed, .left, .drain, .push: break
        }
        defer { isSendingOver = false }
        let actions = machine.handle(event)
        for (index, action) in actions.enumerated() {
            if perform(action), index < actions.count - 1 { breaches.append("\(action) is not the last of \(actions)") }
        }
    }

    /// - Returns: whether an event answers it.
    private mutating func perform(_ action: ConnectionMachine.Action) -> Bool {
        switch action {
        case .admit: return expect(.admission)
        case .ask(let request):
            asked.append(request)
            return expect(.answer)
        case .wait: return expect(.time)
        case .record(_, let outcome):
            recorded.append(outcome)
            sentBefore = sent.count
            return expect(.record, evenClosed: true)
        case .send(let bytes, _):
            sent += bytes
            if bytes.isEmpty { breaches.append("nothing is sent") }
            return expect(.sent)
        case .finish:
            finished += 1
            if finished > recorded.count { breaches.append("an exchange is over that was not recorded") }
            if recorded.last?.error == nil, sentBefore == sent.count, !sent.isEmpty, !isAborted {
                breaches.append("an exchange was recorded behind its last byte")
            }
        case .log(.broken(let text)): log.append(text)
        case .log: break
        case .halfClose: hasHalfClosed = true
        case .close: hasClosed = true
        case .reset: (hasClosed, wasReset) = (true, true)
        case .die: hasDied = true
        }
        return false
    }

    private mutating func expect(_ next: Expected, evenClosed: Bool = false) -> Bool {
        if hasClosed, !evenClosed { breaches.append("\(next) is wanted of a closed connection") }
        if let expected, expected != .time, !(expected == .sent && isSendingOver) {
            breaches.append("\(next) is wanted before \(expected) has come")
        }
        expected = next
        return true
    }

    /// Lets all end that was begun.
    mutating func settle() {
        handle(.cancel)
        var rounds = 0
        while let expected, rounds < 100 {
            switch expected {
            case .answer: handle(.answered(MachineWorld.reply("O.k.\r\n")))
            case .admission: handle(.admitted(isRefused: false))
            case .record: handle(.recorded)
            case .sent: handle(.sent)
            case .time: handle(.elapsed)
            }
            handle(.cancel)
            rounds += 1
        }
    }

    static func reply(_ text: String, _ change: (inout Reaction.Reply) -> Void = { _ in }) -> Reaction.Reply {
        var reply = Reaction.Reply(
            number: 1,
            request: RequestFrame(Array("1".utf8)),
            delivery: Delivery(Array(text.utf8))
        )
        change(&reply)
        return reply
    }
}
