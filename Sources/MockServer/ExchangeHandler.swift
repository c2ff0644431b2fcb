import IPCClient
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
    private var machine: ConnectionMachine
    var pending: Handover.Pending?
    var start: ContinuousClock.Instant
    var context: ChannelHandlerContext?
    var lastActivity: Int
    private var isReadHeld = false
    var timer: Scheduled<Void>?
    /// What happened while an event was being handled.
    var events: [ConnectionMachine.Event] = []
    private var isHandling = false
    /// What this connection has reported of its share of the server's memory, in bytes.
    private var heldCount = 0

    init(_ handover: Handover, _ state: ServerState, _ registry: ConnectionRegistry, loop: any EventLoop) {
        self.state = state
        self.registry = registry
        self.loop = loop
        machine = handover.machine
        pending = handover.pending
        start = handover.start
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
        switch pending.take() {
        case .action(let action)?: run { perform(action) }
        case .reaction(let reaction)?: run { react(reaction) }
        // A server that drains may have ended it before it was here.
        case nil: if machine.hasEnded { close() }
        }
    }

    /// There is no connection, for the system has no means for it.
    func fail(_ error: any Error) {
        begin()
        handle(.broken("a connection broke: \(systemReason(error))"))
    }

    func read(context: ChannelHandlerContext) {
        if machine.isReceiving { context.read() } else { isReadHeld = true }
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

    func handle(_ event: ConnectionMachine.Event) {
        events.append(event)
        run {}
    }

    /// One event after the other, however they come about: what is sent at once must not nest.
    private func run(_ body: () -> Void) {
        guard !isHandling else { return body() }
        isHandling = true
        body()
        reportHeldBytes()
        while !events.isEmpty {
            for action in machine.handle(events.removeFirst()) { perform(action) }
            reportHeldBytes()
        }
        isHandling = false
        if machine.hasEnded { leave() } else { releaseRead() }
    }

    private func reportHeldBytes() {
        let change = machine.heldCount - heldCount
        guard change != 0 else { return }
        heldCount += change
        if !state.hold(change), change > 0 { events.append(.exhausted) }
    }

    private func releaseRead() {
        guard isReadHeld, machine.isReceiving else { return }
        isReadHeld = false
        context?.read()
    }

    private func leave() {
        timer?.cancel()
        registry.remove(self)
    }
}
