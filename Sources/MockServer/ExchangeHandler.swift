import IPCFraming
import InspectProtocol
import MockCore
import NIOCore

/// One connection: requests in, answers out, one at a time.
final class ExchangeHandler: ChannelDuplexHandler, Drainable {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        /// The peer may send. Becomes responding or closing.
        case receiving
        /// An answer is found, waited for, or on its way out; until the peer takes it, nothing is read. Becomes any other.
        case responding
        /// Nothing more is sent, on purpose; what the peer sends is dropped. Becomes closing.
        case holding
        /// Nothing more is sent; what the peer still sends is dropped until it closes its side, too.
        case closing
    }

    /// Requests larger than this take too long on the event loop, which serves all connections. In bytes.
    private static let largestOnLoop = 64 * 1024

    private let state: MockState
    private let configuration: MockServer.Configuration
    private let registry: ConnectionRegistry
    private var context: ChannelHandlerContext?
    private(set) var lastActivity: Int
    private var phase = Phase.receiving
    private var decoder: RequestDecoder
    private var isInputClosed = false
    private var isReadHeld = false
    private var isTakingRequests = false
    /// What is on its way out, and whether it is the last on this connection.
    private var reply: Reaction.Reply?
    private var isLast = false
    private var start = ContinuousClock.Instant.now
    private var unsentBytes = 0
    /// What this connection has reported of its share of the server's memory.
    private var heldBytes = 0
    private var timer: Scheduled<Void>?
    private var headStart: HeadStart
    /// How many bytes of the first answer were sent before the handler had it.
    private var sentCount = 0
    /// Whether the connection has gone on from its head start; before, something may be under way that does not show.
    private var hasBegun = false

    init(state: MockState, registry: ConnectionRegistry, headStart: HeadStart) {
        self.state = state
        self.registry = registry
        self.headStart = headStart
        lastActivity = registry.tick
        configuration = state.configuration
        decoder = RequestDecoder(limit: configuration.requestLimit)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        registry.add(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        registry.remove(self)
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        if state.connectionBegins() {
            phase = .closing
            reset(context)
        } else {
            begin(context)
        }
        context.fireChannelActive()
    }

    func read(context: ChannelHandlerContext) {
        if phase == .responding {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastActivity = registry.tick
        guard phase == .receiving || phase == .responding else { return }
        unwrapInboundIn(data).withUnsafeReadableBytes { decoder.append($0) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        takeRequests(context)
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            isInputClosed = true
            if phase == .closing {
                context.close(promise: nil)
            } else {
                takeRequests(context)
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail("a connection broke: \(systemReason(error))", context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail("a connection was reset", context)
        timer?.cancel()
        state.connectionEnded()
        context.fireChannelInactive()
    }

    func idle() {
        guard let context, let idleTimeout = configuration.idleTimeout else { return }
        fail("a connection was silent for \(idleTimeout)", context)
    }

    func drain() {
        guard let context, hasBegun, phase == .holding || phase == .receiving && decoder.rest.isEmpty else { return }
        finish(context)
    }

    /// Goes on where the connection's head start has come to.
    private func begin(_ context: ChannelHandlerContext) {
        hasBegun = true
        let headStart = headStart
        self.headStart = .answered
        switch headStart {
        case .input(let bytes):
            decoder.append(bytes)
            takeRequests(context)
        case .reaction(let reaction, let start, let count):
            (self.start, sentCount) = (start, count)
            isLast = true
            phase = .responding
            act(reaction, context)
            takeRequests(context)
        case .answered:
            phase = .closing
            linger(context)
        }
    }

    private func takeRequests(_ context: ChannelHandlerContext) {
        guard !isTakingRequests else { return }
        isTakingRequests = true
        defer { isTakingRequests = false }
        do throws(FramingError) {
            while phase == .receiving, let request = try nextRequest() {
                answer(request, context)
            }
        } catch {
            fail("a request was refused: \(error)", context)
        }
        if phase == .receiving, isInputClosed || registry.isDraining && decoder.rest.isEmpty { finish(context) }
        if !reportHeldBytes() { fail("a request was refused: too many bytes are kept for all connections", context) }
    }

    private func nextRequest() throws(FramingError) -> RequestFrame? {
        if let request = try decoder.next() { return request }
        if !isInputClosed { return decoder.endOfPacket() }
        // A kept connection that ends between requests has no further one.
        if configuration.mode == .keepAlive, decoder.rest.isEmpty { return nil }
        return decoder.endOfStream()
    }

    private func answer(_ request: RequestFrame, _ context: ChannelHandlerContext) {
        let isTerminated = request.ending == .terminator
        isLast = configuration.mode == .oneShot || !isTerminated
        if configuration.keepsJournal { start = .now }
        let trailing = isTerminated ? decoder.rest : []
        decoder.dropFirst(ServerReads.roomBehindTerminator(ofRequest: request.bytes.count))
        phase = .responding
        if request.bytes.count <= Self.largestOnLoop {
            act(state.react(to: request, trailing: trailing), context)
        } else {
            unsentBytes = request.bytes.count
            workElsewhere(
                { [state] in state.react(to: request, trailing: trailing) },
                then: { self.act($0, context) },
                context
            )
        }
    }

    private func act(_ reaction: Reaction, _ context: ChannelHandlerContext) {
        switch reaction {
        case .answer(let reply): deliver(reply, context)
        case .ask(let question):
            workElsewhere({ [state] in Upstream.answer(question, state) }, then: { self.deliver($0, context) }, context)
        }
    }

    /// Does something elsewhere, and goes on with its result unless the peer has gone meanwhile.
    private func workElsewhere<Result: Sendable>(
        _ work: @escaping @Sendable () -> Result,
        then goOn: @escaping (Result) -> Void,
        _ context: ChannelHandlerContext
    ) {
        state.workers.run(on: context.eventLoop, work).assumeIsolated().whenSuccess { result in
            guard self.phase == .responding else { return }
            goOn(result)
            // What it leads to is done outside of the loop over the requests.
            if self.phase == .receiving { self.resume(context) }
        }
    }

    private func deliver(_ reply: Reaction.Reply, _ context: ChannelHandlerContext) {
        self.reply = reply
        unsentBytes = reply.delivery.bytes.count
        guard reply.delay > .zero else {
            send(context)
            return
        }
        schedule(reply.delay, context) { self.send(context) }
    }

    private func schedule(_ delay: Duration, _ context: ChannelHandlerContext, _ body: @escaping () -> Void) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(delay)) {
            guard self.phase == .responding else { return }
            body()
            if self.phase == .receiving { self.resume(context) }
        }
    }

    private func send(_ context: ChannelHandlerContext) {
        guard let delivery = reply?.delivery else { return }
        if delivery.bytes.isEmpty {
            sent(context)
        } else if let slices = delivery.slices {
            send(delivery.bytes[...], slices, context)
        } else {
            send(delivery.bytes.dropFirst(sentCount), context) { self.sent(context) }
        }
    }

    private func send(_ rest: ArraySlice<UInt8>, _ slices: Delivery.Slices, _ context: ChannelHandlerContext) {
        send(rest.prefix(slices.size), context) {
            let rest = rest.dropFirst(slices.size)
            guard !rest.isEmpty else { return self.sent(context) }
            self.schedule(slices.pause, context) { self.send(rest, slices, context) }
        }
    }

    /// One write: the vendor's client receives only once.
    private func send(
        _ bytes: some Collection<UInt8>,
        _ context: ChannelHandlerContext,
        _ goOn: @escaping () -> Void
    ) {
        var buffer = context.channel.allocator.buffer(capacity: bytes.count)
        buffer.writeBytes(bytes)
        let sent = context.eventLoop.makePromise(of: Void.self)
        // When the system cannot take it, the connection is closed, and that is noticed.
        sent.futureResult.assumeIsolated().whenSuccess {
            guard self.phase == .responding else { return }
            self.lastActivity = self.registry.tick
            goOn()
            if self.phase == .receiving { self.resume(context) }
        }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: sent)
    }

    /// The system has taken the answer.
    private func sent(_ context: ChannelHandlerContext) {
        guard let reply else { return }
        self.reply = nil
        unsentBytes = 0
        switch reply.delivery.ending {
        case .usual where !isLast: phase = .receiving
        case .usual, .close: finish(context)
        case .hold:
            phase = .holding
            forget()
            if registry.isDraining { finish(context) } else { releaseRead(context) }
        case .reset:
            phase = .closing
            forget()
            reset(context)
        }
        state.delivered(reply, isBroken: false, start: start)
    }

    /// Goes on with what has come meanwhile.
    private func resume(_ context: ChannelHandlerContext) {
        takeRequests(context)
        if phase != .responding { releaseRead(context) }
    }

    private func releaseRead(_ context: ChannelHandlerContext) {
        guard isReadHeld else { return }
        isReadHeld = false
        context.read()
    }

    /// Closes this side, and the other as soon as the peer has: closing over what it still sends would reset the
    /// connection, and might take the response from it. The vendor's server, and so a serial one, does not wait.
    private func finish(_ context: ChannelHandlerContext) {
        phase = .closing
        forget()
        if isInputClosed || configuration.isSerial {
            context.close(promise: nil)
        } else {
            releaseRead(context)
            // In a moment: mostly the end of what the peer sends is being read, and one close does for both sides.
            context.eventLoop.assumeIsolated().execute {
                guard self.context != nil, !self.isInputClosed else { return }
                context.close(mode: .output, promise: nil)
                self.linger(context)
            }
        }
    }

    private func linger(_ context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(configuration.lingerTime)) {
            context.close(promise: nil)
        }
    }

    private func reset(_ context: ChannelHandlerContext) {
        LingerOption.resetOnClose(context.channel)
        context.close(promise: nil)
    }

    private func fail(_ reason: String, _ context: ChannelHandlerContext) {
        guard phase != .closing else { return }
        let isMeant = phase == .holding
        phase = .closing
        forget()
        if let reply {
            self.reply = nil
            state.delivered(reply, isBroken: true, start: start)
        }
        if !isMeant { state.report(.broken(reason)) }
        context.close(promise: nil)
    }

    /// Gives back the memory: the connection may stay for a while.
    private func forget() {
        decoder = RequestDecoder(limit: 0)
        unsentBytes = 0
        reportHeldBytes()
    }

    @discardableResult
    private func reportHeldBytes() -> Bool {
        let change = decoder.rest.count + unsentBytes - heldBytes
        guard change != 0 else { return true }
        heldBytes += change
        return state.hold(change)
    }
}
