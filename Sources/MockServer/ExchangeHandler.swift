import IPCClient
import MockCore
import NIOCore

/// Drives the machine of one connection on the event loop.
final class ExchangeHandler: ChannelDuplexHandler, Drainable {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let state: ServerState
    private let registry: ConnectionRegistry
    private let loop: any EventLoop
    private var machine: ConnectionMachine
    private var pending: Handover.Pending?
    private var start: ContinuousClock.Instant
    private var context: ChannelHandlerContext?
    private(set) var lastActivity: Int
    private var isReadHeld = false
    private var timer: Scheduled<Void>?
    /// What happened while an event was being handled.
    private var events: [ConnectionMachine.Event] = []
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

    private func handle(_ event: ConnectionMachine.Event) {
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

    // MARK: Actions

    private func perform(_ action: ConnectionMachine.Action) {
        switch action {
        case .admit: events.append(.admitted(isRefused: state.resolver.refusesConnection()))
        case .ask(let request): ask(request)
        case .wait(let duration): wait(duration)
        case .record(let reply, let outcome): record(reply, outcome)
        case .send(let bytes, _): send(bytes)
        case .finish(let reply): state.finished(reply)
        case .log(let event): state.report(event)
        case .halfClose: context?.close(mode: .output, promise: nil)
        case .close: close()
        case .reset:
            if let context { LingerOption.resetOnClose(context.channel) }
            context?.close(promise: nil)
        case .die: state.die()
        }
    }

    private func ask(_ request: ReceivedRequest) {
        start = .now
        if state.isQuick(request) {
            react(state.resolver.react(to: request))
        } else {
            workElsewhere { [state] in
                state.resolver.react(to: request)
            } then: {
                self.react($0)
            }
        }
    }

    private func react(_ reaction: Reaction) {
        switch reaction {
        case .answer(let reply): handle(.answered(reply))
        case .drop: handle(.dropped)
        case .ask(let question):
            state.upstreams.ask(question, on: loop).assumeIsolated().whenComplete { result in
                guard case .success(let exchange) = result else { return self.handle(.dropped) }
                self.handle(.answered(self.state.reply(to: question, exchange)))
            }
        }
    }

    private func record(_ reply: Reaction.Reply, _ outcome: Delivery.Outcome) {
        if !state.records || ServerState.isSmall(reply) {
            state.record(reply, outcome, start: start)
            handle(.recorded)
        } else {
            workElsewhere {
                [state, start] in
                state.record(reply, outcome, start: start)
            } then: {
                self.handle(.recorded)
            }
        }
    }

    private func workElsewhere<Result: Sendable>(
        _ work: @escaping @Sendable () -> Result,
        then goOn: @escaping (Result) -> Void
    ) {
        state.workers.run(on: loop, work).assumeIsolated().whenComplete { result in
            if case .success(let result) = result { goOn(result) } else { self.handle(.dropped) }
        }
    }

    private func wait(_ duration: Duration) {
        timer?.cancel()
        timer = loop.assumeIsolated().scheduleTask(in: TimeAmount(duration)) { self.handle(.elapsed) }
    }

    /// One write: the vendor's client receives only once.
    private func send(_ bytes: [UInt8]) {
        guard let context else { return }
        let sent = loop.makePromise(of: Void.self)
        // When the system cannot take it, the connection is closed, and that is noticed.
        sent.futureResult.assumeIsolated().whenSuccess {
            self.lastActivity = self.registry.tick
            self.handle(.sent)
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: sent)
    }

    /// The system knows by now whether the client is still there.
    private func close() {
        guard let context else { return }
        let closed = loop.makePromise(of: Void.self)
        closed.futureResult.assumeIsolated().whenFailure { error in
            if let error = error as? IOError, error.tellsOfNoPeer { self.handle(.left) }
        }
        context.close(mode: .output, promise: closed)
        context.close(promise: nil)
    }
}
