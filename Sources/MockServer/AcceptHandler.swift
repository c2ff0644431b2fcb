import NIOCore

/// Lets a listener accept only as many connections as there may be at once. Further ones wait in the backlog.
///
/// A serial listener closes when a connection has ended.
final class AcceptHandler: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never

    private let limit: Int
    private let isSerial: Bool
    private var count = 0
    private var isReadHeld = false

    init(limit: Int, isSerial: Bool) {
        self.limit = limit
        self.isSerial = isSerial
    }

    func read(context: ChannelHandlerContext) {
        if count < limit {
            context.read()
        } else {
            isReadHeld = true
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let connection = unwrapInboundIn(data)
        count += 1
        // All connections live on the listener's event loop.
        connection.closeFuture.assumeIsolated().whenComplete { _ in
            self.connectionEnded(context)
        }
        context.fireChannelRead(data)
    }

    private func connectionEnded(_ context: ChannelHandlerContext) {
        count -= 1
        if isSerial {
            context.close(promise: nil)
        } else if isReadHeld {
            isReadHeld = false
            context.read()
        }
    }
}
