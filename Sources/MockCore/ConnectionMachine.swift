import IPCFraming
import InspectProtocol

/// One connection of a mock server: events in, actions out. It knows neither sockets nor threads nor clocks.
///
/// Whoever drives it carries out the actions in their order. At most one of them, the last, is answered by an event:
/// `ask`, `admit`, `wait`, `record` or `send`. No other such action follows before that event, but for two: a wait ends
/// with whatever comes sooner, and a send that a failure has overtaken is of no interest any more. On a connection that was
/// closed, only `record` and `finish` may still come.
package struct ConnectionMachine: Sendable {
    enum State {
        /// The client may send. Becomes admitting, asking, greeting or ended.
        case receiving
        /// The client's first bytes have come. Becomes receiving or ended.
        case admitting
        /// The answer is looked for. Becomes delaying, sending, recording, abandoned or ended.
        case asking
        /// The client, or the server, did not wait for the answer. Becomes losing.
        case abandoned(error: FailureCode)
        /// The answer takes its time. Becomes sending, recording or losing.
        case delaying(Reaction.Reply)
        /// The journal takes the exchange before its last bytes go out. Becomes sending, losing or what follows an answer.
        case recording(Reaction.Reply, rest: [UInt8])
        /// A piece is on its way out, and this is left. Becomes pausing, sending, recording, losing or ended.
        case sending(Reaction.Reply, rest: ArraySlice<UInt8>)
        /// Between two pieces. Becomes sending, recording or losing.
        case pausing(Reaction.Reply, rest: ArraySlice<UInt8>)
        /// The last bytes are on their way out. Becomes what follows an answer, or ended.
        case completing(Reaction.Reply)
        /// The journal takes an exchange that has failed meanwhile. Becomes ended.
        case losing(Reaction.Reply)
        /// An empty request is answered. It is no exchange. Becomes lingering or ended.
        case greeting
        /// Nothing more is sent, on purpose, for a time or for ever. Becomes ended.
        case holding
        /// Our side is closed, the client's is waited for. Becomes ended.
        case lingering
        case ended
    }

    private static let malformed = Array("Error: Malformed JSON message.\r\n".utf8)
    /// The vendor's server shuts a connection down that is not there any more, and does not catch what that raises.
    static let deadly = "; the vendor's server would have ended by it"

    let settings: Settings
    var state = State.receiving
    var reader: RequestReader
    var isInputClosed = false
    var isAdmitted: Bool
    var hasReceived = false
    var isDraining = false
    /// Whether the answer under way is the last of the connection.
    package private(set) var isLast = false
    /// The bytes of answers so far.
    var sentCount = 0

    package init(_ settings: Settings) {
        self.settings = settings
        isAdmitted = !settings.admits
        reader = RequestReader(limit: settings.requestLimit, isLenient: settings.isLenient)
    }

    /// The bytes that it keeps of requests and of an answer.
    package var heldCount: Int {
        reader.heldCount
            + {
                switch state {
                case .recording(let reply, _), .sending(let reply, _), .pausing(let reply, _), .completing(let reply),
                    .delaying(let reply):
                    reply.delivery.size
                case .receiving, .admitting, .asking, .abandoned, .losing, .greeting, .holding, .lingering, .ended: 0
                }
            }()
    }

    /// Whether what the client sends is to be received now. What it sends meanwhile stays in the system.
    package var isReceiving: Bool {
        switch state {
        case .receiving, .holding, .lingering: true
        case .admitting, .asking, .abandoned, .delaying, .recording, .sending, .pausing, .completing, .losing,
            .greeting, .ended:
            false
        }
    }

    /// Whether a part of a request has come, and the client's system may wait for a word before it sends the rest.
    package var isMidway: Bool {
        if case .receiving = state { !reader.isEmpty } else { false }
    }

    /// Whether nothing more will happen.
    package var hasEnded: Bool {
        if case .ended = state { true } else { false }
    }

    package mutating func handle(_ event: Event) -> [Action] {
        switch event {
        case .bytes(let bytes): return received(bytes)
        case .inputClosed: return inputClosed()
        case .admitted(let isRefused): return admitted(isRefused)
        case .answered(let reply): return answered(reply)
        case .dropped: return dropped()
        case .recorded: return recorded()
        case .sent: return sent()
        case .elapsed: return elapsed()
        case .left: return left()
        case .idle: return idle()
        case .exhausted: return fail("a request was refused: too many bytes are kept for all connections", .reset)
        case .drain: return drain()
        case .cancel: return cancel()
        case .broken(let reason): return broken(reason)
        // Over a socket a message means something in answer to a request alone.
        case .push: return []
        }
    }

    // MARK: Requests

    private mutating func received(_ bytes: [UInt8]) -> [Action] {
        switch state {
        case .holding, .lingering, .ended: return []
        case .receiving, .admitting, .asking, .abandoned, .delaying, .recording, .sending, .pausing, .completing,
            .losing, .greeting:
            hasReceived = true
            bytes.withUnsafeBytes { reader.append($0) }
        }
        return takeRequest()
    }

    private mutating func inputClosed() -> [Action] {
        isInputClosed = true
        if case .lingering = state { return end(.close) }
        return takeRequest()
    }

    /// Goes on with what has come, if something is to be received.
    mutating func takeRequest() -> [Action] {
        guard case .receiving = state else { return [] }
        if hasReceived, !isAdmitted {
            state = .admitting
            return [.admit]
        }
        do throws(FramingError) {
            if let request = try reader.next() { return ask(request) }
        } catch {
            return end([.log(.broken("a request was refused: \(error)")), .close])
        }
        if reader.isHandshake {
            let words = "a WebSocket client came to a plain socket server, which would never answer it: it was refused"
            return end([.log(.broken(words)), .close])
        }
        if isInputClosed { return takeRest() }
        guard isDraining else { return [] }
        return reader.isEmpty ? end(.close) : [.wait(settings.unfinishedTime)]
    }

    /// The client sends no more.
    private mutating func takeRest() -> [Action] {
        switch settings.mode {
        case .oneShot where hasReceived: return ask(reader.endOfStream())
        case .oneShot:
            // A health check, perhaps; the vendor's server takes no bytes for a request.
            state = .greeting
            return [.send(Self.malformed, isLast: true)]
        // A connection that ends between requests has no further one.
        case .keepAlive: return reader.isEmpty ? end(.close) : ask(reader.endOfStream())
        }
    }

    private mutating func ask(_ request: ReceivedRequest) -> [Action] {
        begin(request)
        return [.ask(request)]
    }

    mutating func begin(_ request: ReceivedRequest) {
        state = .asking
        isLast = settings.mode == .oneShot || request.frame.ending != .terminator
    }

    private mutating func admitted(_ isRefused: Bool) -> [Action] {
        guard case .admitting = state else { return [] }
        isAdmitted = true
        if isRefused { return end(.reset) }
        state = .receiving
        return takeRequest()
    }

    // MARK: Answers

    private mutating func answered(_ reply: Reaction.Reply) -> [Action] {
        switch state {
        case .asking:
            var reply = reply
            reply.delivery = reply.delivery.limited(behind: sentCount)
            sentCount += reply.delivery.bytes.count
            guard reply.delay > .zero else { return deliver(reply, reply.delivery.bytes[...]) }
            state = .delaying(reply)
            return [.wait(reply.delay)]
        case .abandoned(let error): return lose(reply, error)
        case .receiving, .admitting, .delaying, .recording, .sending, .pausing, .completing, .losing, .greeting,
            .holding, .lingering, .ended:
            return []
        }
    }

    /// The answer will not come: the server was to answer no more than it has.
    private mutating func dropped() -> [Action] {
        switch state {
        case .asking, .abandoned: return end(.reset)
        case .receiving, .admitting, .delaying, .recording, .sending, .pausing, .completing, .losing, .greeting,
            .holding, .lingering, .ended:
            return []
        }
    }

    /// Sends what is left of an answer, or the next piece of it; the journal comes before the last one.
    private mutating func deliver(_ reply: Reaction.Reply, _ rest: ArraySlice<UInt8>) -> [Action] {
        if let slices = reply.delivery.slices, rest.count > slices.size {
            state = .sending(reply, rest: rest.dropFirst(slices.size))
            return [.send(Array(rest.prefix(slices.size)), isLast: false)]
        }
        if hasFurther(reply) {
            if rest.isEmpty { return goOn(reply) }
            state = .sending(reply, rest: [])
            return [.send(Array(rest), isLast: false)]
        }
        state = .recording(reply, rest: Array(rest))
        return [.record(reply, reply.delivery.outcome(settings.mode))]
    }

    /// Whether another message follows. What comes unasked has no place in one-shot mode.
    private func hasFurther(_ reply: Reaction.Reply) -> Bool {
        reply.nextMessage != nil && !(reply.isPushing && settings.mode == .oneShot)
    }

    /// Waits for the time of the next message.
    private mutating func goOn(_ reply: Reaction.Reply) -> [Action] {
        guard let pause = reply.nextMessage?.pause, pause > .zero else { return deliverNext(reply) }
        state = .pausing(reply, rest: [])
        return [.wait(pause)]
    }

    private mutating func deliverNext(_ reply: Reaction.Reply) -> [Action] {
        guard let message = reply.nextMessage else { return deliver(reply, []) }
        var reply = reply
        reply.furtherSent += 1
        return deliver(reply, (message.text + Framing.responseTerminator)[...])
    }

    private mutating func recorded() -> [Action] {
        switch state {
        case .recording(let reply, let rest):
            if rest.isEmpty { return complete(reply) }
            state = .completing(reply)
            return [.send(rest, isLast: closesBehind(reply))]
        case .losing(let reply): return end([.finish(reply), .reset])
        case .receiving, .admitting, .asking, .abandoned, .delaying, .sending, .pausing, .completing, .greeting,
            .holding, .lingering, .ended:
            return []
        }
    }

    private mutating func sent() -> [Action] {
        switch state {
        case .sending(let reply, let rest) where rest.isEmpty: return goOn(reply)
        case .sending(let reply, let rest):
            guard let pause = reply.delivery.slices?.pause, pause > .zero else { return deliver(reply, rest) }
            state = .pausing(reply, rest: rest)
            return [.wait(pause)]
        case .completing(let reply): return complete(reply)
        case .greeting: return close()
        case .receiving, .admitting, .asking, .abandoned, .delaying, .recording, .pausing, .losing, .holding,
            .lingering, .ended:
            return []
        }
    }

    private mutating func elapsed() -> [Action] {
        switch state {
        case .delaying(let reply): return deliver(reply, reply.delivery.bytes[...])
        case .pausing(let reply, let rest): return rest.isEmpty ? deliverNext(reply) : deliver(reply, rest)
        case .holding, .lingering: return end(.close)
        // Its end did not come in time; nothing of it was executed, and a reset says so.
        case .receiving where isDraining: return end(.reset)
        case .receiving, .admitting, .asking, .abandoned, .recording, .sending, .completing, .losing, .greeting, .ended:
            return []
        }
    }

    private func closesBehind(_ reply: Reaction.Reply) -> Bool {
        if reply.delivery.closeDelay != nil { return false }
        switch reply.delivery.ending {
        case .usual: return isLast || isDraining
        case .close: return true
        case .hold, .reset: return false
        }
    }

    /// An answer has gone out, as far as it goes.
    private mutating func complete(_ reply: Reaction.Reply) -> [Action] {
        switch reply.delivery.ending {
        case .reset: return end([.finish(reply), .reset])
        case .hold where !isDraining: return hold(reply)
        case .hold: return end([.finish(reply), .close])
        case .usual where !isLast && !isDraining:
            state = .receiving
            return [.finish(reply)] + takeRequest()
        case .usual, .close:
            if let delay = reply.delivery.closeDelay, !isDraining { return hold(reply) + [.wait(delay)] }
            return [.finish(reply)] + close()
        }
    }

    /// Nothing more is sent, nor is what comes looked at.
    private mutating func hold(_ reply: Reaction.Reply) -> [Action] {
        state = .holding
        reader = RequestReader(limit: 0, isLenient: true)
        return [.finish(reply)]
    }

    /// Closes behind the last answer. The vendor's server closes over what it has not read, and the system resets the
    /// connection then; a lenient one drops that until the client has closed its side.
    mutating func close() -> [Action] {
        if settings.isLenient, !isInputClosed {
            state = .lingering
            return [.halfClose, .wait(settings.lingerTime)]
        }
        let isCut = !settings.isLenient && reader.unreadCount > 0
        return end(isCut ? [.halfClose, .reset] : [.close])
    }
}
