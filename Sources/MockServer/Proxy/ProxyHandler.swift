import MockCore
import NIOCore

/// One of the two connections of a ``ProxyConnection``: tells it what happens there, and does what it says.
final class ProxyHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    private let side: ProxyMachine.Side
    private let socket: ProxySocket
    private let connection: ProxyConnection
    private var context: ChannelHandlerContext?
    /// What has come together, perhaps with the end of the stream.
    private var received: ByteBuffer?
    private var isReadHeld = false
    private var isInputEnded = false
    /// Nothing more is sent.
    private var isOutputEnded = false
    /// And the peer has been told.
    private var isOutputClosed = false
    private var isClosing = false
    private var isBroken = false

    init(_ connection: ProxyConnection, _ side: ProxyMachine.Side, _ socket: ProxySocket) {
        self.connection = connection
        self.side = side
        self.socket = socket
    }

    /// Whether it takes more: what it does not take is not read from the other side.
    var isWritable: Bool { context?.channel.isWritable ?? true }

    // MARK: What is to be done

    /// Sends bytes, and half-closes behind them when they are the last.
    func send(_ bytes: [UInt8], isEnd: Bool) {
        guard let context, !isClosing, !isOutputEnded else { return }
        if isEnd, side == .server, !bytes.isEmpty { socket.holdUntilHalfClose() }
        guard isEnd else { return context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil) }
        isOutputEnded = true
        whenWritten(bytes) { context in
            guard context.channel.isActive else { return }
            self.isOutputClosed = true
            context.close(mode: .output, promise: nil)
        }
    }

    /// Closes when all was sent.
    func close() {
        guard context != nil, !isClosing else { return }
        isClosing = true
        // Behind a half-close nothing can be written, and all was.
        whenWritten([]) { context in context.close(promise: nil) }
    }

    func reset() {
        guard let context else { return }
        isClosing = true
        if context.channel.isActive { socket.resetOnClose() }
        context.close(promise: nil)
    }

    func acknowledge() {
        if context?.channel.isActive == true { socket.acknowledge() }
    }

    func releaseRead() {
        guard isReadHeld, let context else { return }
        isReadHeld = false
        context.read()
    }

    private func whenWritten(_ bytes: [UInt8], _ body: @escaping (ChannelHandlerContext) -> Void) {
        guard let context else { return }
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: written)
        written.futureResult.assumeIsolated().whenComplete { _ in if let context = self.context { body(context) } }
    }

    // MARK: What happens

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func read(context: ChannelHandlerContext) {
        if connection.wantsInput(from: side) { context.read() } else { isReadHeld = true }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var more = unwrapInboundIn(data)
        if received == nil { received = more } else { received?.writeBuffer(&more) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // In one-shot mode the end mostly comes with the last bytes, and belongs to them. Without bytes this is the end.
        switch received == nil || connection.expectsEnd ? socket.input : .open {
        case .open: tell(isEnd: false)
        // Not now: NIO does not expect that a channel is closed here when it has met the end itself.
        case .ended: context.eventLoop.assumeIsolated().execute { self.tell(isEnd: true) }
        case .broken:
            isBroken = true
            context.eventLoop.assumeIsolated().execute { self.context?.close(promise: nil) }
        }
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { tell(isEnd: !isBroken) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        connection.releaseReads()
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isBroken = true
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        // When our side was closed before, the end of the peer's comes as this.
        tell(isEnd: isOutputClosed && !isBroken)
        connection.inactive(side)
        context.fireChannelInactive()
    }

    private func tell(isEnd: Bool) {
        let bytes = received.take().map { Array($0.readableBytesView) } ?? []
        let isEnd = isEnd && !isInputEnded
        if isEnd { isInputEnded = true }
        if isEnd || !bytes.isEmpty { connection.handle(.received(bytes, from: side, isEnd: isEnd)) }
    }
}
