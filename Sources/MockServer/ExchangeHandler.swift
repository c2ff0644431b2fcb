import IPCFraming
import InspectProtocol
import NIOCore

/// One connection: requests in, answers out, one at a time.
final class ExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        /// The peer may send. Becomes responding or closing.
        case receiving
        /// A response is on its way out; until the peer takes it, nothing is read. Becomes receiving or closing.
        case responding
        /// Nothing more is sent; what the peer still sends is dropped until it closes its side, too.
        case closing
    }

    private let state: MockState
    private let configuration: MockServer.Configuration
    private var phase = Phase.receiving
    private var decoder: RequestDecoder
    private var isInputClosed = false
    private var isReadHeld = false
    private var isTakingRequests = false
    private var unsentBytes = 0
    /// What this connection has reported of its share of the server's memory.
    private var heldBytes = 0
    private var linger: Scheduled<Void>?

    init(state: MockState, configuration: MockServer.Configuration) {
        self.state = state
        self.configuration = configuration
        decoder = RequestDecoder(limit: configuration.requestLimit)
    }

    func read(context: ChannelHandlerContext) {
        if phase == .responding {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard phase != .closing else { return }
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
        } else if event is IdleStateHandler.IdleStateEvent, let idleTimeout = configuration.idleTimeout {
            fail("a connection was silent for \(idleTimeout)", context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail("a connection broke: \(systemReason(error))", context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail("a connection was reset", context)
        linger?.cancel()
        context.fireChannelInactive()
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
        if phase == .receiving, isInputClosed { finish(context) }
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
        let isLast = configuration.mode == .oneShot || !isTerminated
        let answer = state.answer(request, trailing: isTerminated ? decoder.rest : [])
        decoder.dropFirst(ServerReads.roomBehindTerminator(ofRequest: request.bytes.count))
        switch answer {
        case .response(let text): send(text, isLast: isLast, context)
        case .silence: if isLast { finish(context) }
        case .termination(let termination):
            switch configuration.onFatal {
            case .close: finish(context)
            case .error: send(Array("Error: \(termination)".utf8), isLast: isLast, context)
            case .exit:
                finish(context)
                state.exitFatally()
            }
        }
    }

    /// One write: the vendor's client receives only once.
    private func send(_ text: [UInt8], isLast: Bool, _ context: ChannelHandlerContext) {
        phase = .responding
        unsentBytes = text.count
        var buffer = context.channel.allocator.buffer(capacity: text.count + Framing.responseTerminator.count)
        buffer.writeBytes(text)
        buffer.writeBytes(Framing.responseTerminator)
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenSuccess { self.sent(isLast: isLast, context) }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: sent)
    }

    /// The system has taken the response. When it cannot, the connection is closed, and that is noticed.
    private func sent(isLast: Bool, _ context: ChannelHandlerContext) {
        guard phase == .responding else { return }
        unsentBytes = 0
        if isLast {
            finish(context)
        } else {
            phase = .receiving
            takeRequests(context)
        }
        if isReadHeld, phase != .responding {
            isReadHeld = false
            context.read()
        }
    }

    /// Closes this side, and the other as soon as the peer has: closing over what it still sends would reset the
    /// connection, and might take the response from it. The vendor's server, and so a serial one, does not wait.
    private func finish(_ context: ChannelHandlerContext) {
        phase = .closing
        forget()
        if isInputClosed || configuration.isSerial {
            context.close(promise: nil)
        } else {
            context.close(mode: .output, promise: nil)
            linger = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(configuration.lingerTime)) {
                context.close(promise: nil)
            }
        }
    }

    private func fail(_ reason: String, _ context: ChannelHandlerContext) {
        guard phase != .closing else { return }
        phase = .closing
        forget()
        state.report(.broken(reason))
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
