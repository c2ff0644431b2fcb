import Platform

/// A non-blocking stream socket that closes itself; waits by `poll` until a deadline or a cancellation.
///
/// Every call that a signal can interrupt (EINTR) is made again, and no write raises SIGPIPE.
struct Socket: ~Copyable {
    /// What ended a wait.
    enum Wait {
        /// - Parameter hasFailed: whether the connection is broken, or closed on both sides.
        case ready(hasFailed: Bool)
        case timedOut
        case cancelled
    }

    /// There is something to receive, if only the end of the stream.
    static let readable = Int32(POLLIN)

    /// Whether it was kept open for the exchange that it carries, and not opened for it.
    var wasKept = false

    let descriptor: Int32
    /// Becomes readable when a wait is to end.
    var cancelDescriptor: Int32
    private var alertWait = AlertWait()

    /// Whether the peer may have sent what is waited for by the time that it is looked for.
    var isPeerQuick: Bool { alertWait.isQuick }

    /// - Throws: ``SystemError``, when the process or system has no descriptors left, say.
    init(family: Int32, cancellation: Cancellation?) throws(SystemError) {
        descriptor = StreamSocket.open(family: family)
        cancelDescriptor = cancellation?.waitDescriptor ?? -1
        guard descriptor >= 0 else { throw SystemError() }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The error that the connection has met and nobody was told of yet; its code is 0 when there is none.
    var pendingError: SystemError {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
        return SystemError(code: code)
    }

    /// Connects.
    ///
    /// - Throws: ``SystemError`` with the system's reason.
    mutating func connect(to address: SocketAddress, until deadline: Instant) throws(SystemError) -> Wait {
        if address.connect(descriptor) == 0 { return .ready(hasFailed: false) }
        // An interrupted connect goes on by itself, like one that was not to block.
        guard errno == EINPROGRESS || errno == EINTR else { throw SystemError() }
        if try !hasConnected(address) {
            let wait = wait(for: POLLOUT, until: deadline)
            guard case .ready(let hasFailed) = wait else { return wait }
            if hasFailed, case let error = pendingError, error.code != 0 { throw error }
        }
        if address.mayBeOwn, address.isLocalAddress(of: descriptor) {
            // The system chose the server's own port for this side, and TCP connected the socket to itself: nobody
            // listens there. Closed as usual it would keep the port from the server for a minute.
            StreamSocket.resetOnClose(descriptor)
            throw SystemError(code: ECONNREFUSED)
        }
        return .ready(hasFailed: false)
    }

    /// Whether a connection that was begun is there. To one of this machine it is, or is refused, by the time that
    /// `connect` returns, and to ask costs half of what it costs to wait.
    private func hasConnected(_ address: SocketAddress) throws(SystemError) -> Bool {
        guard StreamSocket.repeatedConnectTells else { return false }
        if address.connect(descriptor) == 0 || errno == EISCONN { return true }
        guard errno == EALREADY || errno == EINPROGRESS || errno == EINTR else { throw SystemError() }
        return false
    }

    /// Sends as much of a request as the system takes, without waiting.
    ///
    /// - Parameter closing: a half-close follows. The last bytes then wait for it, so that both travel in one packet: a
    ///   server that is quick to answer could otherwise be the one that closes first.
    /// - Returns: whether there was room for any of it.
    func send(_ request: inout OutgoingRequest, closing: Bool) throws(SystemError) -> Bool {
        let flags = StreamSocket.sendFlags(moreFollows: closing)
        while true {
            if request.send(descriptor, flags) >= 0 { return true }
            if errno == EAGAIN { return false }
            if errno != EINTR { throw SystemError() }
        }
    }

    /// Sends as much of some bytes as the system takes, without waiting.
    ///
    /// - Returns: how many those are; `nil` when there is no room.
    func send(_ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int? {
        while true {
            let count = systemSend(descriptor, bytes.baseAddress, bytes.count, StreamSocket.sendFlags())
            if count >= 0 { return count }
            if errno == EAGAIN { return nil }
            if errno != EINTR { throw SystemError() }
        }
    }

    /// Has small packets sent at once, and not only when the peer has acknowledged those before.
    func sendSmallPackets() {
        StreamSocket.sendSmallPackets(descriptor)
    }

    /// Acknowledges what has come, before the system would.
    func acknowledgeNow() {
        #if os(Linux)
            set(TCP_QUICKACK)
        #endif
    }

    /// A Unix-domain socket has no such options, and no need of them.
    private func set(_ option: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), option, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Whether there are bytes to receive, which are left where they are; the end of the stream is none.
    var holdsBytes: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK)) > 0
    }

    /// Says that no more will be sent. A failure shows in what is received next.
    func halfClose() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Receives what is there, without waiting.
    ///
    /// - Returns: how many bytes were received, 0 at the end of the stream, `nil` when nothing is there yet.
    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int? {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count >= 0 { return count }
            if errno == EAGAIN { return nil }
            if errno != EINTR { throw SystemError() }
        }
    }

    /// Waits until one of the `poll` events, or an error, is there.
    ///
    /// - Returns: ``Wait/cancelled`` before anything else; ``Wait/ready`` even when the deadline has passed.
    mutating func wait(for events: Int32, until deadline: Instant) -> Wait {
        withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { entries in
            entries[0] = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            entries[1] = pollfd(fd: cancelDescriptor, events: Int16(POLLIN), revents: 0)
            while true {
                let now = Instant.now
                let count = alertWait(deadline.pollTimeout(from: now)) { poll(entries.baseAddress, 2, $0) }
                if count > 0, entries[1].revents != 0 { return .cancelled }
                if count > 0 { return .ready(hasFailed: Int32(entries[0].revents) & (POLLERR | POLLHUP) != 0) }
                if deadline <= now || count == 0 && deadline <= .now { return .timedOut }
            }
        }
    }
}
