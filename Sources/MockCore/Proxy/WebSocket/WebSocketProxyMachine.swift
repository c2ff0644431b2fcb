package import IPCFraming

/// One client's WebSocket connection to a proxy and the one to the server: what happens goes in, what is to be done comes
/// out.
///
/// It does no I/O, and keeps no time. Frames of both sides go on as they came, pings and Closes among them, but for this:
/// - The server is connected to when the client's handshake is there, and its answer to that is passed on.
/// - The last bytes of an answer go out when the exchange is in the recording.
/// - A Close that comes before its client has all answers is kept until then: it would end the vendor's template server.
/// - An answer that something is to be done to is kept until it is whole; pings and pongs overtake it.
///
/// A class, as it is large and asked often.
package final class WebSocketProxyMachine: RelayMachine {
    package typealias Event = ProxyMachine.Event
    package typealias Action = ProxyMachine.Action
    package typealias Side = ProxyMachine.Side
    typealias Timer = ProxyMachine.Timer

    /// How far it is.
    enum Phase {
        /// The client's handshake has not come whole. Becomes `answering` or `leaving`.
        case asking
        /// The server has not answered it. Becomes `open`, `refusing` or `leaving`.
        case answering
        /// The server has refused it, and so much of the body is to come; `nil` is up to its end. Becomes `leaving`.
        case refusing(bodySize: Int?)
        /// Frames go on. Becomes `leaving`.
        case open
        /// Nothing more goes from one side to the other. For good.
        case leaving
    }

    /// What becomes of the messages from the server.
    enum Answer {
        case passing
        /// It is whole, and waits for its time. Becomes any other.
        case delayed(Outgoing)
        /// It goes out in pieces. Becomes `passing` or `silent`.
        case slicing(ArraySlice<UInt8>, Delivery)
        /// A fault: no message goes out, but pings and pongs do. For good.
        case silent
    }

    /// A message that has passed on to the server, and whose answer has not come.
    struct Pending {
        var number: Int
        /// `nil` when it was too long to be kept.
        var request: RequestFrame?
        var start: ContinuousClock.Instant
        /// What was done to it on its way to the server.
        var fault: Fault?
    }

    /// What goes to the client together.
    struct Outgoing {
        var bytes: [UInt8]
        /// What is recorded before.
        var exchanges: [ProxiedExchange] = []
        /// The message, where it is one whole and not too long.
        var message: WebSocketMessage?
        var interference: ProxyPolicy.Interference?
        /// Whether the server has closed behind it.
        var isEnd = false
    }

    /// How long an opening handshake may take, as with the vendor's servers.
    static let handshakeTime = Duration.seconds(10)
    /// How long a side may take to close, once it was told.
    static let farewellTime = Duration.seconds(10)
    /// How long the Close may take that follows the answer to `quit`.
    static let partingTime = Duration.seconds(1)
    /// The messages that may wait for their answers and are recorded; further ones are passed on.
    static let pendingLimit = 64 * 1024
    /// And how many times the longest message they may be together.
    static let pendingShare = 4

    let policy: ProxyPolicy
    let number: () -> Int
    /// The present, as HTTP has it.
    let date: @Sendable () -> String
    var now = ContinuousClock.now
    var phase = Phase.asking
    var client = ProxyMachine.Client.open
    var server = ProxyMachine.Server.none
    var output = RelayActions()

    // The way to the server.
    var handshake: WebSocketProxyHandshake
    /// What the client's handshake has become.
    var question: [UInt8] = []
    /// What the client has sent behind it before the server has answered.
    var unsent: [UInt8] = []
    var budget: ConnectBudget
    var attempts = 0

    // What the client sends.
    var requests: WebSocketTracker
    /// When the first bytes of the message under way came.
    var begin: ContinuousClock.Instant?
    var pending = FirstInFirstOut<Pending>()
    var pendingBytes = 0
    /// Messages behind those that are pending too many.
    var unkept = 0
    /// A Close that waits for the answers, and what follows it.
    var heldClose: [UInt8]?
    /// Whether the server was told that the client sends no more.
    var hasEndedRequests = false
    /// What waits because of faults that are meant for messages.
    var outlet = RequestOutlet()
    /// Whether the server has not got a message as the client has sent it: compressed ones would mean nothing to it then.
    var isServerOutOfStep = false
    /// Whether the server has got the beginning of a message alone.
    var hasCutRequest = false

    // What the server sends.
    var answers: WebSocketTracker
    var answer = Answer.passing
    /// What is behind the answer that is delayed, or goes out in pieces.
    var waiting = FirstInFirstOut<Outgoing>()
    var waitingBytes = 0
    /// Whether the message under way has begun.
    var hasBegun = false
    /// Whether it is kept until it is whole.
    var isHolding = false
    var held: [UInt8] = []
    var interference: ProxyPolicy.Interference?
    /// The answer to `quit`, which its Close belongs to.
    var parting: Outgoing?
    /// The bytes of answers that a fault was meant for, so far.
    var sentCount = 0
    /// Pongs that a fault keeps behind the answer.
    var latePongs: [UInt8] = []
    var hasBrokenRules = false
    var close: WebSocketClose?
    /// What goes out together, and what is recorded before that.
    var passed: [UInt8] = []
    var passedExchanges: [ProxiedExchange] = []

    // What this proxy says itself.
    var toClient = WebSocketEncoder(role: .server)
    var toServer = WebSocketEncoder(role: .client)
    var deflates = false
    /// Whether the client has not got a message as the server has sent it: compressed ones would mean nothing to it then.
    var isOutOfStep = false
    /// Whether the client was sent a Close by this proxy, and its own is waited for.
    var awaitsClose = false
    /// Whether the client was told that nothing more comes.
    var hasEndedAnswers = false
    /// Answers that a server which is left has not sent.
    var owedByServer = 0
    /// Whether the proxy stops as soon as nothing is under way.
    var isDraining = false

    /// - Parameters:
    ///   - handshake: of this connection, untouched.
    ///   - date: the present, as HTTP has it.
    ///   - number: makes the number of an exchange.
    package init(
        _ policy: ProxyPolicy,
        _ handshake: WebSocketProxyHandshake,
        date: @escaping @Sendable () -> String,
        number: @escaping () -> Int
    ) {
        self.policy = policy
        self.handshake = handshake
        self.date = date
        self.number = number
        budget = ConnectBudget(policy.connectTimeout)
        requests = WebSocketTracker(of: .client, limit: policy.frameLimit)
        answers = WebSocketTracker(of: .server, limit: policy.frameLimit)
    }

    package var isOver: Bool {
        switch (client, server) {
        case (.gone, .closed), (.closed, .closed): output.unrecorded == 0
        default: false
        }
    }

    package func wantsInput(from side: Side) -> Bool {
        switch (side, phase) {
        case (.client, .answering): unsent.count < ProxyMachine.unsentLimit
        case (.client, .open): outlet.waitingBytes < ProxyMachine.unsentLimit
        case (.client, _): true
        // Pings and pongs among it overtake what waits.
        case (.server, _): output.unrecorded == 0 && waitingBytes <= policy.frameLimit
        }
    }

    package func handle(_ event: Event, at now: ContinuousClock.Instant) -> [Action] {
        self.now = now
        switch event {
        case .accepted: output.wait(Self.handshakeTime, for: .handshake)
        case .received(let bytes, from: .client, let isEnd): receivedFromClient(bytes, isEnd)
        case .received(let bytes, from: .server, let isEnd): receivedFromServer(bytes, isEnd)
        case .broken(.client): clientBroken()
        case .broken(.server): serverBroken()
        case .connected: connected()
        case .connectFailed(let code, let reason): connectFailed(code, reason)
        case .elapsed(let timer): if output.clear(timer) { elapsed(timer) }
        case .recorded: output.recorded()
        case .idle: idle()
        case .drain: drain()
        case .cancel: cancel()
        }
        settle()
        return output.takeAll()
    }

    /// How many answers the server has not sent.
    var owed: Int { pending.count + unkept }

    /// How many answers the server has not begun to send: for want of them a Close would cost it dear.
    var awaited: Int {
        // What follows is not told apart, or was not asked.
        if hasBrokenRules || outlet.isSilent { return 0 }
        return hasBegun ? max(0, owed - 1) : owed
    }

    /// Delivers what waits, and ends what has nothing left to do.
    private func settle() {
        pump()
        while case .passing = answer, let next = waiting.popFirst() {
            waitingBytes -= next.bytes.count
            deliver(next)
        }
        flush()
        if case .open = phase, server == .open, awaited == 0 { endRequests() }
        if isDraining, isIdle { sayGoodbye(WebSocketClose(.goingAway)) }
        guard client == .ended, server == .closed || hasEndedAnswers else { return }
        if case .passing = answer { closeClient() } else if case .silent = answer { closeClient() }
    }

    /// Whether frames go on, and nothing is under way.
    private var isIdle: Bool {
        guard case .open = phase, owed == 0 || outlet.isSilent, waiting.isEmpty, output.unrecorded == 0 else {
            return false
        }
        switch answer {
        case .passing, .silent: return true
        case .delayed, .slicing: return false
        }
    }

    /// Tells the server what the client has said at its end, now that it has all answers.
    private func endRequests() {
        if let close = heldClose.take() { sendToServer(close) }
        guard client != .open, !hasEndedRequests else { return }
        guard outlet.isEmpty else { return outlet.end() }
        hasEndedRequests = true
        output.append(.send([], to: .server, isEnd: true))
        output.wait(Self.farewellTime, for: .departure)
    }

    // MARK: Both sides

    func sendToServer(_ bytes: [UInt8]) {
        guard server == .open || server == .leaving, !hasEndedRequests, !bytes.isEmpty else { return }
        guard outlet.isEmpty else { return outlet.append(bytes) }
        output.append(.send(bytes, to: .server, isEnd: false))
    }

    /// Sends to the client, behind what is being recorded.
    func sendToClient(_ bytes: [UInt8], isEnd: Bool = false) {
        guard client == .open || client == .ended, !hasEndedAnswers, isEnd || !bytes.isEmpty else { return }
        output.toClient(.send(bytes, to: .client, isEnd: isEnd))
        guard isEnd else { return }
        hasEndedAnswers = true
        // It may not have taken all yet.
        let isOpen = if case .open = phase { true } else { false }
        output.wait(isOpen ? ProxyMachine.departureTime : Self.farewellTime, for: .farewell)
    }

    func closeServer() {
        for timer in [Timer.retry, .answer, .departure, .close, .request] { output.stopWaiting(for: timer) }
        outlet.clear()
        switch server {
        case .connecting, .open, .leaving: output.append(.close(.server))
        case .none, .pausing, .closed: break
        }
        server = .closed
    }

    func closeClient() {
        output.stopWaiting(for: .farewell)
        guard client == .open || client == .ended else { return }
        output.toClient(.close(.client))
        client = .closed
    }

    func resetClient() {
        output.stopWaiting(for: .farewell)
        guard client == .open || client == .ended else { return }
        output.toClient(.reset(.client))
        client = .closed
    }

    /// Resets the client also when it is being closed: it may not take what it was sent.
    func cutClient() {
        if client == .closed { client = .open }
        resetClient()
    }

    // MARK: What is recorded

    /// An exchange that is over.
    func exchange(
        _ pending: Pending,
        _ response: ResponseFrame?,
        _ failure: FailureCode?,
        _ close: WebSocketClose? = nil
    ) -> ProxiedExchange? {
        guard let request = pending.request else { return nil }
        var exchange = ProxiedExchange(number: pending.number, request: request, start: pending.start)
        exchange.response = response
        exchange.failure = failure
        exchange.close = close
        exchange.fault = pending.fault?.source
        // The way to the server was made for the first of them.
        exchange.attempts = max(1, attempts)
        attempts = 1
        exchange.note = client == .gone ? ProxyMachine.departureNote : nil
        return exchange
    }

    /// The message that the next one of the server answers; `nil` when none does, or it was not kept.
    func takePending() -> Pending? {
        guard let first = pending.popFirst() else {
            unkept = max(0, unkept - 1)
            return nil
        }
        pendingBytes -= first.request?.bytes.count ?? 0
        return first
    }

    /// Nothing that is under way will be answered.
    func takeAllPending(_ failure: FailureCode, _ close: WebSocketClose?) -> [ProxiedExchange] {
        output.stopWaiting(for: .answer)
        defer { unkept = 0 }
        var exchanges: [ProxiedExchange] = []
        while let next = pending.popFirst() {
            if let exchange = exchange(next, nil, failure, close) { exchanges.append(exchange) }
        }
        pendingBytes = 0
        return exchanges
    }

    // MARK: Time

    private func elapsed(_ timer: Timer) {
        switch timer {
        case .retry: retry()
        case .close: releaseParting(nil)
        case .answer: answerTimeElapsed()
        case .departure:
            output.record(takeAllPending(.cancelled, nil))
            closeServer()
            if case .open = phase { sayGoodbye(WebSocketClose(.goingAway)) }
        case .delivery: deliveryTimeElapsed()
        case .handshake: handshakeTimeElapsed()
        case .request: outlet.isWaiting = false
        case .farewell: cutClient()
        }
    }
}
