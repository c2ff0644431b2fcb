import IPCClient
import IPCFraming
import MockCore
import NIOCore

/// Drives the machine of one connection on the event loop.
final class ExchangeHandler: ChannelDuplexHandler, Drainable {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let state: ServerState
    let registry: ConnectionRegistry
    let loop: any EventLoop
    private var machine: any ServerMachine
    /// Where one request is worked on at a time over all connections.
    private let turn: Turn?
    /// What came while another connection had its turn.
    private var deferred: [ConnectionMachine.Event] = []
    private var pending: Handover.Pending?
    /// When the machine is to be woken, where the accepting thread has left off.
    private var deadline: ContinuousClock.Instant?
    /// Kept until the turn is this connection's, where it was begun by the accepting thread.
    private var promise: TurnSign.Promise?
    var start: ContinuousClock.Instant
    var context: ChannelHandlerContext?
    var lastActivity: Int
    /// Its place among the connections that somebody has asked about, from 1.
    private(set) lazy var number = state.nextConnection()
    private var isReadHeld = false
    var timer: Scheduled<Void>?
    /// What happened while an event was being handled.
    var events: [ConnectionMachine.Event] = []
    private var isHandling = false
    /// What this connection has reported of its share of the server's memory, in bytes.
    private var heldCount = 0

    /// Goes on with a connection that the accepting thread has begun.
    ///
    /// - Parameter turn: without one all connections are worked for at once.
    init(
        _ handover: Handover,
        _ state: ServerState,
        _ registry: ConnectionRegistry,
        loop: any EventLoop,
        turn: Turn? = nil
    ) {
        machine = handover.machine
        pending = handover.pending
        start = handover.start
        deadline = handover.deadline
        promise = handover.promise
        self.state = state
        self.registry = registry
        self.loop = loop
        self.turn = turn
        lastActivity = registry.tick
    }

    // MARK: Events

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        begin()
        context.fireChannelActive()
    }

    /// Goes on where the accepting thread has left off.
    private func begin() {
        if let deadline = deadline.take() { perform(.wait(max(.zero, deadline - .now))) }
        guard !isHeldUp else { return }
        switch pending.take() {
        case .action(let action)?: run { perform(action) }
        case .reaction(let reaction)?: run { react(reaction) }
        // A server that drains may have ended it before it was here.
        case nil: if machine.hasEnded { close() } else { turn?.set(self, isBusy: machine.isBusy) }
        }
        promise = nil
    }

    /// There is no connection, for the system has no means for it.
    func fail(_ error: any Error) {
        begin()
        handle(.broken("a connection broke: \(systemReason(error))"))
    }

    func read(context: ChannelHandlerContext) {
        if machine.isReceiving, !isHeldUp { context.read() } else { isReadHeld = true }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastActivity = registry.tick
        handle(.bytes(Array(buffer: unwrapInboundIn(data))))
        if machine.isMidway { QuickAcknowledgement.send(context.channel) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { handle(.inputClosed) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        handle(.broken("a connection broke: \(systemReason(error))"))
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        handle(.broken("a connection was reset"))
        context.fireChannelInactive()
    }

    func idle() { handle(.idle) }
    func drain() { handle(.drain) }
    func cancel() { handle(.cancel) }

    /// Sends a message that nobody has asked for.
    ///
    /// - Returns: whether it is a WebSocket that takes it.
    func push(_ message: WebSocketMessage) -> Bool {
        guard isPushable else { return false }
        handle(.push(message))
        return true
    }

    /// Whether it is a WebSocket that is open.
    var isPushable: Bool { (machine as? WebSocketMachine)?.takesPushes ?? false }

    func handle(_ event: ConnectionMachine.Event) {
        guard !isHeldUp || !deferring(event) else { return }
        events.append(event)
        run {}
    }

    /// Whether another connection has its turn.
    private var isHeldUp: Bool {
        guard let turn, turn.isTaken(from: self) else { return false }
        turn.await(self)
        return true
    }

    /// - Returns: whether an event has to wait until the other connection's turn is over.
    private func deferring(_ event: ConnectionMachine.Event) -> Bool {
        switch event {
        case .bytes, .inputClosed, .elapsed: deferred.append(event)
        case .admitted, .answered, .dropped, .recorded, .sent, .left, .idle, .exhausted, .drain, .cancel, .broken,
            .push:
            return false
        }
        return true
    }

    /// The other connection's turn is over.
    func goOn() {
        begin()
        var events = deferred[...]
        deferred = []
        // What has come goes before what has not come in time.
        let elapsed = events.firstIndex { if case .elapsed = $0 { true } else { false } }.map { events.remove(at: $0) }
        while let event = events.popFirst() { handle(event) }
        if let elapsed { handle(elapsed) }
        releaseRead()
    }

    /// One event after the other, however they come about: what is sent at once must not nest.
    private func run(_ body: () -> Void) {
        guard !isHandling else { return body() }
        isHandling = true
        body()
        reportHeldBytes()
        while !events.isEmpty {
            for action in machine.handle(events.removeFirst(), now: .now) { perform(action) }
            reportHeldBytes()
        }
        isHandling = false
        if machine.hasEnded { leave() } else { releaseRead() }
        turn?.set(self, isBusy: machine.isBusy)
    }

    private func reportHeldBytes() {
        let change = machine.heldCount - heldCount
        guard change != 0 else { return }
        heldCount += change
        if !state.hold(change), change > 0 { events.append(.exhausted) }
    }

    private func releaseRead() {
        guard isReadHeld, machine.isReceiving, !isHeldUp else { return }
        isReadHeld = false
        context?.read()
    }

    private func leave() {
        timer?.cancel()
        promise = nil
        turn?.leave(self)
        registry.remove(self)
    }
}
