import NIOCore

/// One of the two connections of a ``ProxyConnection``.
final class ProxyHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let connection: ProxyConnection
    private let side: ProxyConnection.Side
    private var isReadHeld = false
    private var hasBroken = false
    private var context: ChannelHandlerContext?
    /// The handler of the other side, whose reads wait for this one.
    weak var other: ProxyHandler?

    init(_ connection: ProxyConnection, _ side: ProxyConnection.Side) {
        self.connection = connection
        self.side = side
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    /// What the other side does not take is not read.
    func read(context: ChannelHandlerContext) {
        if connection.canTake(from: side) { context.read() } else { isReadHeld = true }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.received(unwrapInboundIn(data), from: side)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { other?.releaseRead() }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            connection.inputClosed(side)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        hasBroken = true
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        connection.closed(side, wasReset: hasBroken)
        context.fireChannelInactive()
    }

    func releaseRead() {
        guard isReadHeld, let context else { return }
        isReadHeld = false
        context.read()
    }
}
