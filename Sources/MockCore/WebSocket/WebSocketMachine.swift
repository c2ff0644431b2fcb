import IPCFraming

/// One WebSocket connection of a mock server, as the vendor's servers have it.
///
/// It is told the time, and asks to be woken: it has no clock of its own. A class, as it is large and asked often.
package final class WebSocketMachine: ServerMachine {
    package typealias Event = ConnectionMachine.Event
    package typealias Action = ConnectionMachine.Action

    /// How far the connection is.
    enum Life {
        /// The handshake has not come whole. Becomes admitting, open, finishing or ended.
        case opening
        /// It is being decided if it is refused. Becomes open or ended.
        case admitting
        /// Becomes closing, finishing, holding or ended.
        case open
        /// Nothing more is sent, on purpose, but pongs are. Becomes closing, finishing or ended.
        case holding
        /// Our Close is out, the client's is waited for. Becomes finishing or ended.
        case closing
        /// What was sent is on its way, then our side is closed. Becomes lingering or ended.
        case finishing
        /// Our side is closed, the client's is waited for. Becomes ended.
        case lingering
        case ended
    }

    /// What is being done about a message.
    enum Work {
        case none
        /// The answer is looked for.
        case asking
        /// The answer takes its time.
        case delaying(Reaction.Reply)
        /// The journal takes the exchange before its last bytes go out.
        case recording(Reaction.Reply, rest: [UInt8])
        /// A piece of the answer is on its way out, and this is left.
        case sending(Reaction.Reply, rest: ArraySlice<UInt8>)
        /// Between two pieces.
        case pausing(Reaction.Reply, rest: ArraySlice<UInt8>)
        /// The last bytes of the answer are on their way out.
        case completing(Reaction.Reply)
        /// The journal takes an exchange whose client will not have its answer.
        case losing(Reaction.Reply)
    }

    /// What was sent and has not gone out.
    enum Sending {
        case answer
        case other
    }

    /// More than so many pongs that the client does not take are not kept.
    private static let mostSendings = 16
    /// Messages that are kept while another is worked on; the rest stays in the system.
    private static let mostMessages = 64
    /// What a client may need to be heard again, behind what has kept this server from listening.
    private static let grace = Duration.seconds(1)

    let settings: Settings
    var life = Life.opening
    var work = Work.none
    /// Whether the client will not have the answer that is worked on.
    var isLost = false
    var isInputClosed = false
    var isDraining = false
    var sendings: [Sending] = []
    /// The bytes of answers so far.
    var sentCount = 0
    /// Messages that are sent unasked behind the answer: nothing may stand within a frame that goes out in pieces.
    var pushes: [WebSocketMessage] = []
    /// What was to be sent unasked when the next request came: it goes out behind the answer to that.
    var postponed: [WebSocketMessage] = []
    var deadlines = Deadlines() {
        didSet { hasOtherDeadlines = true }
    }
    /// Whether a deadline may be sooner than what it has asked to be woken for.
    private var hasOtherDeadlines = true
    /// Messages that have come and are not worked on.
    var messages: [ReceivedRequest] = []
    private var messageBytes = 0
    /// When it has asked to be woken.
    private var wakeUp: ContinuousClock.Instant?
    private var isAdmitted: Bool
    private var handshake: WebSocketServerHandshake
    var decoder: WebSocketDecoder
    private var encoder = WebSocketEncoder(role: .server)
    private var random = SystemRandomNumberGenerator()
    /// The bytes of the last ping that has no pong.
    private var ping: [UInt8] = []
    /// The ping that will be answered behind the answer: nothing may stand within a frame that goes out in pieces.
    private var heldPing: [UInt8]?
    /// The date of the handshake's answer.
    private let date: @Sendable () -> String

    /// - Parameters:
    ///   - date: the present, as HTTP has it.
    ///   - now: when the connection was accepted.
    package init(_ settings: Settings, now: ContinuousClock.Instant, date: @escaping @Sendable () -> String) {
        self.settings = settings
        self.date = date
        isAdmitted = !settings.admits
        handshake = WebSocketServerHandshake(server: settings.server)
        decoder = WebSocketDecoder(role: .server, limit: settings.messageLimit, validatesText: false)
        deadlines.handshake = now + settings.handshakeTime
    }

    // MARK: State

    package var heldCount: Int {
        handshake.heldCount + decoder.heldCount + messageBytes
            + {
                switch work {
                case .delaying(let reply), .recording(let reply, _), .sending(let reply, _), .pausing(let reply, _),
                    .completing(let reply):
                    reply.delivery.size
                case .none, .asking, .losing: 0
                }
            }()
    }

    package var isReceiving: Bool {
        switch life {
        case .opening, .holding, .closing, .lingering: true
        case .open:
            sendings.count < Self.mostSendings
                && (settings.isParallel || isBetweenMessages ? messages.count < Self.mostMessages : isIdle)
        case .admitting, .finishing, .ended: false
        }
    }

    package var isMidway: Bool { false }

    package var hasEnded: Bool {
        if case .ended = life { isIdle } else { false }
    }

    package var isBusy: Bool {
        switch work {
        case .asking, .delaying, .recording, .losing: !settings.isParallel
        case .none, .sending, .pausing, .completing: false
        }
    }

    /// Whether a message is being worked on.
    package var isWorking: Bool { !isIdle }

    var isIdle: Bool {
        if case .none = work { true } else { false }
    }

    /// Whether the next of several messages is not due yet.
    private var isBetweenMessages: Bool {
        if case .pausing(_, let rest) = work { rest.isEmpty } else { false }
    }

    var isOpen: Bool {
        switch life {
        case .open, .holding: true
        case .opening, .admitting, .closing, .finishing, .lingering, .ended: false
        }
    }

    // MARK: Events

    package func handle(_ event: Event, now: ContinuousClock.Instant) -> [Action] {
        let wasBusy = isBusy
        var actions = take(event, now)
        if wasBusy, !isBusy { forgivePong(now) }
        if case .ended = life { deadlines = Deadlines(answer: deadlines.answer) }
        if case .elapsed = event { wakeUp = nil }
        // Most events change nothing about it; one that comes too early does no harm.
        if hasOtherDeadlines || wakeUp == nil, let wait = wait(now) { actions.append(wait) }
        return actions
    }

    /// What has kept this server from listening is no fault of the client's.
    func forgivePong(_ now: ContinuousClock.Instant) {
        if let pong = deadlines.pong { deadlines.pong = max(pong, now + Self.grace) }
    }

    private func wait(_ now: ContinuousClock.Instant) -> Action? {
        // While it is busy it waits for fewer.
        hasOtherDeadlines = isBusy
        guard let next = deadlines.first(isBusy: isBusy), next < wakeUp ?? next + .seconds(1) else { return nil }
        wakeUp = next
        return .wait(max(.zero, next - now))
    }

    private func take(_ event: Event, _ now: ContinuousClock.Instant) -> [Action] {
        switch event {
        case .bytes(let bytes): return received(bytes, now)
        case .inputClosed: return inputClosed(now)
        case .admitted(let isRefused): return admitted(isRefused, now)
        case .answered(let reply): return answered(reply, now)
        case .dropped: return dropped()
        case .recorded: return recorded(now)
        case .sent: return sent(now)
        case .elapsed: return elapsed(now)
        // The client is not there any more. It sent its Close, or ours did not matter.
        case .left: return []
        case .idle: return idle(now)
        case .exhausted: return fail("a message was refused: too many bytes are kept for all connections")
        case .drain: return drain(now)
        case .cancel: return fail(nil, .close)
        case .broken(let reason): return fail(reason)
        case .push(let message): return push(message)
        }
    }

    private func received(_ bytes: [UInt8], _ now: ContinuousClock.Instant) -> [Action] {
        switch life {
        case .opening, .admitting:
            bytes.withUnsafeBytes { handshake.append($0) }
            return open(now)
        case .open, .holding, .closing:
            decoder.append(bytes)
            return readFrames(now)
        case .finishing, .lingering, .ended: return []
        }
    }

    private func admitted(_ isRefused: Bool, _ now: ContinuousClock.Instant) -> [Action] {
        guard case .admitting = life else { return [] }
        isAdmitted = true
        if isRefused {
            dropInput()
            life = .ended
            return [.reset]
        }
        life = .opening
        return open(now)
    }

    private func open(_ now: ContinuousClock.Instant) -> [Action] {
        guard case .opening = life else { return [] }
        if !isAdmitted {
            life = .admitting
            return [.admit]
        }
        guard let outcome = handshake.next(date: date()) else { return isInputClosed ? endTCP(now) : [] }
        deadlines.handshake = nil
        switch outcome {
        case .accepted(let answer, let deflate):
            life = .open
            decoder = WebSocketDecoder(
                role: .server,
                limit: settings.messageLimit,
                deflate: deflate,
                validatesText: false
            )
            encoder = WebSocketEncoder(role: .server, deflate: deflate)
            decoder.append(handshake.rest)
            handshake = WebSocketServerHandshake(server: "")
            deadlines.ping = settings.pingInterval.map { now + $0 }
            // A server that ends serves nobody anew.
            return [send(answer)] + readFrames(now) + (isDraining ? close(WebSocketClose(.goingAway), now) : [])
        case .rejected(let answer, let status):
            let words = "a client without a right WebSocket handshake was refused (\(status))"
            return [.log(.broken(words)), send(answer)] + endTCP(now)
        case .dropped:
            return [.log(.broken("a client came to a WebSocket server without a handshake: it was refused"))]
                + endTCP(now)
        }
    }

    // MARK: Frames

    /// All frames that are there come before the first message is worked on: so it is with a server that has read them.
    private func readFrames(_ now: ContinuousClock.Instant) -> [Action] {
        var actions: [Action] = []
        do throws(WebSocketError) {
            while let event = try decoder.next() {
                switch event {
                case .message(let message): keep(message)
                case .ping(let payload): actions += pong(payload)
                case .pong(let payload): if payload == ping { deadlines.pong = nil }
                case .close(let close): return actions + closed(close, now)
                }
            }
        } catch {
            return actions + violated(error, now)
        }
        let next = takeMessage(now)
        return actions.isEmpty ? next : actions + next
    }

    private func keep(_ message: WebSocketMessage) {
        guard case .open = life else { return }
        messages.append(request(message))
        messageBytes += message.bytes.count
    }

    func request(_ message: WebSocketMessage) -> ReceivedRequest {
        let ending: RequestFrame.Ending = message.kind == .text ? .terminator : .binary
        var request = ReceivedRequest(RequestFrame(message.bytes, ending: ending))
        request.profile = settings.profile
        return request
    }

    private func pong(_ payload: [UInt8]) -> [Action] {
        guard isOpen else { return [] }
        switch work {
        case .sending(_, let rest) where rest.isEmpty, .pausing(_, let rest) where rest.isEmpty:
            return [send(encoder.encode(.pong, payload))]
        case .sending, .pausing: heldPing = payload
        case .delaying(let reply) where reply.delivery.delaysPongs: heldPing = payload
        case .none, .asking, .delaying, .recording, .completing, .losing: return [send(encoder.encode(.pong, payload))]
        }
        return []
    }

    func releasePong() -> [Action] {
        heldPing.take().map { [send(encoder.encode(.pong, $0))] } ?? []
    }

    /// Goes on with the next message, if there is one and nothing else is to be done.
    func takeMessage(_ now: ContinuousClock.Instant) -> [Action] {
        if case .pausing(let reply, let rest) = work, rest.isEmpty, reply.isPushing, !messages.isEmpty {
            deadlines.answer = nil
            return postpone(reply, now)
        }
        guard case .open = life, isIdle else { return [] }
        guard let message = nextMessage() else {
            if isInputClosed { return endTCP(now) }
            return isDraining && decoder.isEmpty ? close(WebSocketClose(.goingAway), now) : []
        }
        let kind: WebSocketMessage.Kind = message.frame.ending == .binary ? .binary : .text
        if let error = WebSocketMessage(kind, message.frame.bytes).textError { return violated(error, now) }
        work = .asking
        pushes += postponed
        postponed = []
        return [.ask(message)]
    }

    func nextMessage() -> ReceivedRequest? {
        guard !messages.isEmpty else { return nil }
        let message = messages.removeFirst()
        messageBytes -= message.frame.bytes.count
        return message
    }

    /// Nothing more is read.
    func dropInput() {
        dropMessages()
        handshake = WebSocketServerHandshake(server: "")
        decoder = WebSocketDecoder(role: .server, limit: 0)
    }

    func dropMessages() {
        messages = []
        messageBytes = 0
    }

    // MARK: Sending

    func send(_ bytes: [UInt8], _ sending: Sending = .other) -> Action {
        sendings.append(sending)
        return .send(bytes, isLast: false)
    }

    func send(_ close: WebSocketClose) -> Action { send(encoder.encode(close)) }

    func encode(_ message: WebSocketMessage) -> [UInt8] {
        encoder.encode(message, fragments: nil)
    }

    /// The bytes of an answer.
    func encode(_ plan: WebSocketPlan, _ delivery: Delivery) -> [UInt8] {
        plan.encoded(by: &encoder, fragments: delivery.fragmentSize)
    }

    // MARK: Time

    func sendPing(_ now: ContinuousClock.Instant) -> [Action] {
        ping = (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) }
        deadlines.pong = now + settings.pongTime
        deadlines.ping = settings.pingInterval.map { now + max($0, settings.pongTime) }
        return [send(encoder.encode(.ping, ping))]
    }

    func failKeepAlive(_ now: ContinuousClock.Instant) -> [Action] {
        let close = WebSocketClose(.internalError, "keepalive ping timeout")
        let log = Action.log(.broken("a client did not answer a ping within \(settings.pongTime)"))
        return [log, send(close)] + endTCP(now)
    }
}
