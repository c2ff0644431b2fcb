import IPCClient
import IPCFraming
import MockCore
import NIOCore
import NIOPosix
import Platform
import Synchronization

/// The listening end of a server, on a thread of its own, so that nothing which the event loop is busy with delays it.
///
/// For a server of many exchanges one after the other that is nearly twice as fast as the event loop's own listener.
final class Acceptor: Sendable {
    /// Connections that the system keeps until they are accepted.
    static let backlog: Int32 = 4096
    /// After the system had no means for another connection or listener, in milliseconds.
    private static let pause: Int32 = 100

    /// Those that were given away. Further ones wait in the backlog.
    let slots: ConnectionSlots

    let endpoint: Endpoint
    private let isSerial: Bool
    private let log: @Sendable (MockEvent) -> Void
    private let thread = NIOThreadPool(numberOfThreads: 1)
    /// Rung when there is something to look at besides the socket.
    private let bell: Cancellation
    /// Completed when what is kept was given away.
    private let recalls = Guarded<[EventLoopPromise<Void>]>([])
    private let isStopped = Atomic(false)
    private let hasListened = Atomic(false)

    /// - Parameters:
    ///   - limit: connections at once that are given away.
    ///   - isSerial: whether one connection is served at a time, and a new socket listens after each, as the vendor's
    ///     server has it.
    ///   - log: told when there is trouble.
    /// - Throws: when the process has no descriptors left.
    init(
        _ endpoint: Endpoint,
        limit: Int,
        isSerial: Bool = false,
        log: @escaping @Sendable (MockEvent) -> Void
    ) throws {
        guard let bell = Cancellation() else { throw IOError(errnoCode: errno, reason: "pipe") }
        self.bell = bell
        self.endpoint = endpoint
        self.isSerial = isSerial
        self.log = log
        slots = ConnectionSlots(limit: DescriptorLimit.connections(atMost: limit), bell: bell)
    }

    /// Binds and listens, until ``stop()``. Once only. Nothing is accepted before ``begin(_:)``.
    ///
    /// - Parameter upstream: whom the server asks, if anybody; it must not be the server itself.
    /// - Throws: when the address is taken, or is none of this machine's.
    func listen(asking upstream: Endpoint? = nil) throws -> Listener {
        let address = try ListeningAddress.resolve(endpoint)
        try SelfReference.refuse(upstream, address)
        let reservation = isSerial ? try PortReservation(address) : nil
        let socket = try BoundSocket(reservation?.address ?? address)
        try socket.listen(backlog: Self.backlog)
        hasListened.store(true, ordering: .releasing)
        // Now a socket's file is there, and may be what a link leads to.
        try SelfReference.refuse(upstream, socket.address)
        return Listener(socket: socket, reservation: reservation)
    }

    /// What listens, and what keeps its port while nothing does.
    struct Listener: Sendable {
        fileprivate var socket: BoundSocket
        fileprivate var reservation: PortReservation?

        /// With the port that the system chose, if it was to choose one.
        var address: SocketAddress { socket.address }
    }

    /// Accepts connections.
    ///
    /// - Parameter makeTaker: makes what takes them, on the accepting thread.
    func begin(_ listener: Listener, _ makeTaker: @escaping @Sendable () -> any ConnectionTaker) {
        thread.start()
        thread.submit { [self] _ in
            let taker = makeTaker()
            if isSerial { acceptOneByOne(listener, taker) } else { accept(from: listener.socket, taker) }
            giveAway(taker)
        }
    }

    /// Has the event loop take all connections that are kept. Not to be called once it is stopped.
    ///
    /// - Returns: when the loop has them.
    func recall(to loop: any EventLoop) -> EventLoopFuture<Void> {
        let promise = loop.makePromise(of: Void.self)
        recalls.withLock { $0.append(promise) }
        bell.cancel()
        return promise.futureResult
    }

    private func giveAway(_ taker: any ConnectionTaker) {
        taker.letGo()
        let promises = recalls.withLock { recalls in
            defer { recalls = [] }
            return recalls
        }
        for promise in promises { promise.succeed() }
    }

    /// Listens no more, and waits until the last connection has been answered or given away. Further calls do nothing.
    func stop() {
        guard !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
        // While it listens, so that a server that follows does not lose its own file.
        if case .unix(let path) = endpoint, hasListened.load(ordering: .acquiring) { UnixSocketFile.remove(path) }
        bell.cancel()
        try? thread.syncShutdownGracefully()
    }

    private var goesOn: Bool { !isStopped.load(ordering: .acquiring) }

    private func accept(from socket: BoundSocket, _ taker: any ConnectionTaker) {
        var watch = AcceptorWatch(socket, bell)
        while wait(taker, &watch) {
            if let connection = socket.accept() { taker.take(connection) } else { reportTrouble(errno) }
        }
    }

    private func acceptOneByOne(_ first: Listener, _ taker: any ConnectionTaker) {
        var listener: BoundSocket? = first.socket
        var watch = AcceptorWatch(first.socket, bell)
        while let socket = listener, wait(taker, &watch) {
            guard let connection = socket.accept() else {
                reportTrouble(errno)
                continue
            }
            taker.take(connection)
            taker.letGo()
            while goesOn, !slots.isEmpty {
                bell.wait()
                bell.reset()
            }
            // Who waits in its backlog is reset.
            listener = nil
            while goesOn, listener == nil { listener = listenAgain(at: socket.address, closing: socket) }
            if let listener { watch.replace(listener) }
        }
        withExtendedLifetime(first.reservation) {}
    }

    private func listenAgain(at address: SocketAddress, closing socket: BoundSocket) -> BoundSocket? {
        socket.close()
        do {
            if let path = address.pathname { UnixSocketFile.remove(path) }
            let next = try BoundSocket(address)
            try next.listen(backlog: Self.backlog)
            return next
        } catch {
            // Somebody else has taken the address.
            log(.trouble("cannot listen again: \(systemReason(error))"))
            _ = bell.wait(for: .milliseconds(Int(Self.pause)))
            return nil
        }
    }

    /// Lets those go on that are kept and have sent something meanwhile.
    ///
    /// - Returns: whether a connection may be there; `false` when no more are to be accepted.
    private func wait(_ taker: any ConnectionTaker, _ watch: inout AcceptorWatch) -> Bool {
        while goesOn {
            let (input, isElapsed) = watch.wait(for: taker, isFull: slots.isFull)
            if isElapsed { taker.elapsed() }
            if input.isBell {
                bell.reset()
                if recalls.withLock({ !$0.isEmpty }) { giveAway(taker) }
            } else if input.isConnection {
                return true
            }
        }
        return false
    }

    /// One connection that is lost harms no other; when the system has no means for any, it takes time.
    private func reportTrouble(_ code: Int32) {
        switch code {
        case EAGAIN, EINTR, ECONNABORTED, EPROTO: break
        default:
            log(.trouble("cannot accept a connection: \(SystemError(code: code).reason)"))
            _ = poll(nil, 0, Self.pause)
        }
    }
}
