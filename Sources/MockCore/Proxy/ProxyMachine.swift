import IPCFraming

/// One client's connection to a proxy and the one to the server: what happens goes in, what is to be done comes out.
///
/// It does no I/O, and keeps no time. What one side sends goes out on the other as it comes, but for this:
/// - The server is connected to with the client's first byte: a bare connection ends the vendor's server.
/// - Until a byte of the answer has come, a connection that is refused or reset is made again, as our client does.
/// - The last piece of an answer goes out when the exchange is in the recording.
/// - A client that leaves before its answer ends the vendor's server, so that the server is not told.
package struct ProxyMachine {
    /// The client's connection.
    enum Client {
        /// Can become any of the others.
        case open
        /// It has closed its side: a half-close, or all of it. Can become `gone` or `closed`.
        case ended
        /// Nothing can be sent to it. For good.
        case gone
        /// Closed by the proxy. For good.
        case closed
    }

    /// The connection to the server.
    enum Server {
        /// Not a byte came for it. Becomes `connecting` or `closed`.
        case none
        /// Becomes `open`, `pausing` or `closed`.
        case connecting
        /// Before it is connected to once more. Becomes `connecting` or `closed`.
        case pausing
        /// Becomes `pausing` when it is reset, `leaving` or `closed`.
        case open
        /// Nobody waits for what it sends; it is kept until it closes. Becomes `closed`.
        case leaving
        case closed
    }

    /// What becomes of the answer's bytes.
    enum Answer {
        /// They go out as they come.
        case passing
        /// These may be the last. Becomes `passing` when the server closes, sends more, or does not for a moment.
        case ending([UInt8])
        /// It is whole, and waits for its time. Becomes any other but `ending`.
        case delayed(HeldAnswer)
        /// It goes out in pieces. Becomes `passing` or `silent`.
        case slicing(ArraySlice<UInt8>, Delivery)
        /// A fault: nothing more goes out. For good.
        case silent
    }

    /// An answer that was kept back until it was whole, as something is done to it, or to one before it.
    struct HeldAnswer {
        var ended: ExchangeTracker.Ended
        var interference: ProxyPolicy.Interference?
    }

    /// How long the server may take to close behind CR LF before these bytes go out all the same. A server of one exchange
    /// closes at once.
    static let closingTime = Duration.milliseconds(5)
    /// How long the server is kept when nobody waits for its answer any more.
    static let departureTime = Duration.seconds(60)
    /// The bytes that a client may send before the server is connected.
    static let unsentLimit = 64 * 1024
    /// The requests that a client may send before they are answered.
    static let pendingLimit = 1024
    static let departureNote = "the client had left before its answer"

    let policy: ProxyPolicy
    let number: () -> Int
    var tracker: ExchangeTracker
    var client = Client.open
    var server = Server.none
    var answer = Answer.passing
    /// Whole answers that have not gone out.
    var held = FirstInFirstOut<HeldAnswer>()
    /// The bytes of answers that were held, so far.
    var sentCount = 0
    /// Whether the answer under way is kept until it is whole; `nil` before its first byte.
    var isHolding: Bool?
    /// Whether the server has closed, and the client is to be told behind what is held.
    var owesEnd = false
    /// What the client has sent before the server is connected.
    var unsent: [UInt8] = []
    /// What waits because of faults that are meant for requests.
    var outlet = RequestOutlet()
    /// Whether the server was told that the client sends no more.
    var hasEndedRequests = false
    var budget: ConnectBudget
    var attempts = 0
    /// Whether the server has kept a connection open behind an answer in one-shot mode.
    var keepsOpen = false
    /// Whether it stops as soon as nothing is under way.
    var isDraining = false
    var actions = RelayActions()

    /// - Parameter number: makes the number of an exchange.
    package init(_ policy: ProxyPolicy, number: @escaping () -> Int) {
        self.policy = policy
        self.number = number
        tracker = ExchangeTracker(mode: policy.mode, limit: policy.frameLimit)
        budget = ConnectBudget(policy.connectTimeout)
    }

    /// Whether there is nothing left to do: both connections are closed, or about to be.
    package var isOver: Bool {
        switch (client, server) {
        case (.gone, .closed), (.closed, .closed): actions.unrecorded == 0
        default: false
        }
    }

    /// Whether the client has what may be the whole answer, in one-shot mode, though the server has not closed.
    var isAnswered: Bool { tracker.isAnswered && isHolding != true }

    /// Whether what a side sends is to be read. (Where the other side does not take it is another matter.)
    package func wantsInput(from side: Side) -> Bool {
        switch side {
        case .client:
            switch server {
            case .open: tracker.pending.count < Self.pendingLimit && outlet.waitingBytes < Self.unsentLimit
            case .none, .leaving, .closed: true
            case .connecting, .pausing: unsent.count + outlet.waitingBytes < Self.unsentLimit
            }
        case .server:
            switch answer {
            case .passing, .ending, .silent: actions.unrecorded == 0
            case .delayed, .slicing: false
            }
        }
    }

    /// Takes in what has happened, and when.
    ///
    /// - Returns: what is to be done.
    package mutating func handle(_ event: Event, at now: ContinuousClock.Instant) -> [Action] {
        switch event {
        case .received(let bytes, from: .client, let isEnd): receivedFromClient(bytes, isEnd, now)
        case .received(let bytes, from: .server, let isEnd): receivedFromServer(bytes, isEnd)
        case .broken(.client): clientBroken()
        case .broken(.server): serverBroken(now)
        case .connected: connected(now)
        case .connectFailed(let code, let reason): connectFailed(code, reason, now)
        case .elapsed(let timer): elapsed(timer, now)
        case .recorded: actions.recorded()
        case .accepted: break
        case .idle: idle()
        case .drain: drain()
        case .cancel: cancel()
        }
        settle()
        return actions.takeAll()
    }

    /// Delivers what is held, and ends what has nothing left to do.
    private mutating func settle() {
        pump()
        while case .passing = answer, let next = held.popFirst() { deliver(next) }
        guard case .passing = answer else {
            if case .silent = answer, isDraining { close() }
            return
        }
        if owesEnd {
            owesEnd = false
            sendToClient([], isEnd: true)
        }
        switch (server, client) {
        case (_, .open) where outlet.isSilent && isDraining,
            (_, .ended) where outlet.isSilent && (isDraining || policy.mode == .keepAlive):
            record(tracker.end(.cancelled))
            close()
        case (.open, .ended) where policy.mode == .keepAlive && tracker.isIdle,
            (.open, .gone) where policy.mode == .keepAlive && tracker.isIdle,
            (.open, .ended) where keepsOpen && isAnswered:
            // A half-close makes the vendor's server spin, and cannot be told from a client's close.
            record(tracker.endWithoutClose())
            closeServerInTime()
            closeClient()
        case (.closed, .ended):
            closeClient()
        case (_, .open), (_, .ended):
            guard isDraining, tracker.isIdle || keepsOpen && isAnswered else { break }
            record(tracker.endWithoutClose())
            close()
        case (_, .gone), (_, .closed): break
        }
    }

    /// Closes both connections.
    mutating func close() {
        closeServer()
        closeClient()
    }

    mutating func closeServer() {
        stopWaiting(for: .retry)
        stopWaiting(for: .answer)
        stopWaiting(for: .departure)
        clearOutlet()
        switch server {
        case .connecting, .open, .leaving: actions.append(.close(.server))
        case .none, .pausing, .closed: break
        }
        server = .closed
    }

    // MARK: What the client gets

    /// Sends to the client, behind what is being recorded.
    mutating func sendToClient(_ bytes: [UInt8], isEnd: Bool = false) {
        if isEnd || !bytes.isEmpty { toClient(.send(bytes, to: .client, isEnd: isEnd)) }
    }

    mutating func closeClient() {
        toClient(.close(.client))
        if client != .gone { client = .closed }
    }

    mutating func resetClient() {
        toClient(.reset(.client))
        if client != .gone { client = .closed }
    }

    /// Resets the client also when it is being closed: it may not take what it was sent.
    mutating func cutClient() {
        if client == .closed { client = .open }
        resetClient()
    }

    /// The client cannot be reached any more.
    mutating func loseClient() {
        client = .gone
        actions.loseClient()
    }

    private mutating func toClient(_ action: Action) {
        guard client == .open || client == .ended else { return }
        actions.toClient(action)
    }

    // MARK: What is recorded

    /// - Parameter fault: what was done to the answer on purpose, if anything.
    mutating func record(_ ended: [ExchangeTracker.Ended], fault: Fault? = nil) {
        let note = client == .gone ? Self.departureNote : nil
        let exchanges = ended.compactMap { ended -> ProxiedExchange? in
            guard let request = ended.pending.request else { return nil }
            return ProxiedExchange(
                number: ended.pending.number,
                request: request,
                response: ended.response,
                failure: ended.failure,
                attempts: max(1, attempts),
                note: note,
                start: ended.pending.start,
                fault: (fault ?? ended.pending.fault)?.source
            )
        }
        if tracker.isIdle { stopWaiting(for: .answer) }
        actions.record(exchanges)
    }

    // MARK: Time

    mutating func wait(_ time: Duration, for timer: Timer) {
        actions.wait(time, for: timer)
    }

    mutating func stopWaiting(for timer: Timer) {
        actions.stopWaiting(for: timer)
    }

    private mutating func elapsed(_ timer: Timer, _ now: ContinuousClock.Instant) {
        guard actions.clear(timer) else { return }
        switch timer {
        case .retry: retry(now)
        case .close: closingTimeElapsed()
        case .answer: answerTimeElapsed(now)
        case .departure: departureTimeElapsed()
        case .delivery: deliveryTimeElapsed()
        case .request: outlet.isWaiting = false
        case .handshake, .farewell: break
        }
    }
}
