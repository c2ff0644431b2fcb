import NIOCore

/// Lets a listener accept only as many connections as there may be at once. Further ones wait in the backlog.
///
/// A serial listener accepts one, and closes when that one has ended.
final class AcceptHandler: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never

    /// How many connections are taken from the backlog before others have their turn.
    private static let burst = 64

    private let limit: Int
    private let isSerial: Bool
    private let admission: Admission?
    private var listener: NIOBSDSocket.Handle?
    private var count = 0
    private var isReadHeld = false

    /// - Parameter admission: takes connections in; `nil` leaves that to the listener's bootstrap.
    init(limit: Int, isSerial: Bool, admission: Admission? = nil) {
        self.limit = isSerial ? 1 : limit
        self.isSerial = isSerial
        self.admission = admission
    }

    func channelActive(context: ChannelHandlerContext) {
        listener = try? context.channel.pipeline.syncOperations.withUnsafeTransportIfAvailable {
            (socket: NIOBSDSocket.Handle) in socket
        }
        context.fireChannelActive()
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
        if let admission, !admission.admit(connection) { return }
        countUntil(connection.closeFuture, context)
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        emptyBacklog(context)
        context.fireChannelReadComplete()
    }

    /// The event loop accepts one connection whenever some wait; this takes in the others.
    private func emptyBacklog(_ context: ChannelHandlerContext) {
        guard let admission, let listener, context.channel.isActive else { return }
        for _ in 0..<Self.burst where count < limit {
            switch admission.admitNext(from: listener, on: context.eventLoop) {
            case .none: return
            case .ended: continue
            case .begun(let connection): countUntil(connection.flatMap(\.closeFuture), context)
            }
        }
    }

    /// Counts a connection until it has ended.
    private func countUntil(_ end: EventLoopFuture<Void>, _ context: ChannelHandlerContext) {
        count += 1
        // All connections live on the listener's event loop.
        end.assumeIsolated().whenComplete { _ in
            self.connectionEnded(context)
        }
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
