import IPCFraming
import MockCore

/// A proxy's machine between a client and a server that exist on paper only.
///
/// It keeps to what sockets can do, and remembers what went where.
struct ProxyRun {
    enum Link: Hashable {
        case none
        case connecting
        /// What the peer sends has an end or not.
        case open(hasEnded: Bool)
        case closed
        case reset
    }

    static let endpoint = Endpoint.tcp(host: "server", port: 7000)
    /// Where the machine's clock stands.
    static let start = ContinuousClock.now

    private(set) var machine: any RelayMachine
    private(set) var clientLink = Link.open(hasEnded: false)
    private(set) var serverLink = Link.none
    private(set) var timers: [ProxyMachine.Timer: Duration] = [:]
    private(set) var now = ProxyRun.start
    /// Recordings that are not done.
    private(set) var unrecorded = 0
    private(set) var connects = 0
    /// What each connection to the server has got.
    private(set) var toServer: [[UInt8]] = []
    private(set) var hasEndedRequests = false
    private(set) var toClient: [UInt8] = []
    private(set) var hasEndedAnswer = false
    private(set) var fromServer: [UInt8] = []
    private(set) var recorded: [ProxiedExchange] = []
    private(set) var reports: [String] = []
    private(set) var hints = 0
    private(set) var acknowledged: [ProxyMachine.Side] = []
    /// What must never happen, and did.
    private(set) var violations: [String] = []
    private let recordsAtOnce: Bool

    /// - Parameter recordsAtOnce: whether the end of a recording need not be fed.
    init(_ policy: ProxyPolicy, recordsAtOnce: Bool = true) {
        // Numbers do not matter to the machine, and a run must be a value.
        self.init(ProxyMachine(policy) { 1 }, recordsAtOnce: recordsAtOnce)
    }

    init(_ machine: any RelayMachine, recordsAtOnce: Bool = true) {
        self.machine = machine
        self.recordsAtOnce = recordsAtOnce
    }

    /// Whether sockets could lead to this event now.
    func isPossible(_ event: ProxyMachine.Event) -> Bool {
        switch event {
        case .received(_, from: .client, _): clientLink == .open(hasEnded: false)
        case .received(_, from: .server, _): serverLink == .open(hasEnded: false)
        // A close that waits for what was sent can break, too.
        case .broken(.client): clientLink != .reset
        case .broken(.server): if case .open = serverLink { true } else { false }
        case .connected, .connectFailed: serverLink == .connecting
        case .elapsed(let timer): timers[timer] != nil
        case .recorded: unrecorded > 0
        case .accepted, .idle, .drain, .cancel: true
        }
    }

    mutating func feed(_ events: ProxyMachine.Event...) {
        for event in events { feed(event) }
    }

    mutating func feed(_ event: ProxyMachine.Event) {
        switch event {
        case .received(let bytes, from: let side, let isEnd):
            if side == .server { fromServer += bytes }
            if isEnd { end(side) }
        case .broken(.client): clientLink = .reset
        case .broken(.server): serverLink = .closed
        case .connected:
            serverLink = .open(hasEnded: false)
            toServer.append([])
            hasEndedRequests = false
        case .connectFailed: serverLink = .closed
        case .elapsed(let timer): now += timers.removeValue(forKey: timer) ?? .zero
        case .recorded: unrecorded -= 1
        case .accepted, .idle, .drain, .cancel: break
        }
        for action in machine.handle(event, at: now) { perform(action) }
        while recordsAtOnce, unrecorded > 0 {
            unrecorded -= 1
            for action in machine.handle(.recorded, at: now) { perform(action) }
        }
    }

    private mutating func end(_ side: ProxyMachine.Side) {
        switch side {
        case .client: clientLink = .open(hasEnded: true)
        case .server: serverLink = .open(hasEnded: true)
        }
    }

    private mutating func perform(_ action: ProxyMachine.Action) {
        switch action {
        case .connect:
            check(serverLink == .none || serverLink == .closed, "a second connection to the server")
            serverLink = .connecting
            connects += 1
        case .send(let bytes, to: .server, let isEnd):
            check(isOpen(serverLink), "sent to a server that is not connected")
            check(!hasEndedRequests, "sent to the server behind a half-close")
            if !toServer.isEmpty { toServer[toServer.count - 1] += bytes }
            hasEndedRequests = isEnd
        case .send(let bytes, to: .client, let isEnd):
            check(isOpen(clientLink), "sent to a client that is gone")
            check(!hasEndedAnswer, "sent to the client behind a half-close")
            check(unrecorded == 0, "sent to the client before the exchange was recorded")
            toClient += bytes
            hasEndedAnswer = isEnd
        case .close(.client):
            check(isOpen(clientLink), "closed a client that is gone")
            check(unrecorded == 0, "closed the client before the exchange was recorded")
            clientLink = .closed
        case .reset(.client):
            check(unrecorded == 0, "reset the client before the exchange was recorded")
            clientLink = .reset
        case .close(.server):
            check(isOpen(serverLink) || serverLink == .connecting, "closed a server that is not connected")
            serverLink = .closed
        case .reset(.server):
            check(isOpen(serverLink), "reset a server that is not connected")
            serverLink = .reset
        case .acknowledge(let side): acknowledged.append(side)
        case .wait(let time, let timer): timers[timer] = time
        case .stopWaiting(let timer):
            check(timers.removeValue(forKey: timer) != nil, "stopped a timer that does not run")
        case .record(let exchanges):
            check(!exchanges.isEmpty, "recorded nothing")
            recorded += exchanges
            unrecorded += 1
        case .report(let text): reports.append(text)
        case .takeDown: break
        case .hintAtKeepAlive: hints += 1
        }
    }

    private func isOpen(_ link: Link) -> Bool {
        if case .open = link { true } else { false }
    }

    private mutating func check(_ condition: Bool, _ violation: String) {
        if !condition { violations.append(violation) }
    }
}

extension ProxyMachine.Event {
    static func client(_ text: String, end isEnd: Bool = false) -> Self {
        .received(Array(text.utf8), from: .client, isEnd: isEnd)
    }

    static func server(_ text: String, end isEnd: Bool = false) -> Self {
        .received(Array(text.utf8), from: .server, isEnd: isEnd)
    }

    /// For a test's words.
    var words: String {
        switch self {
        case .received(let bytes, from: let side, let isEnd):
            "\(side) sends \(String(decoding: bytes, as: UTF8.self).debugDescription)\(isEnd ? " and ends" : "")"
        default: "\(self)"
        }
    }

    static let refused = connectFailed(.refused, "connection refused")
}
