import Platform

/// What a proxy asks of a connected socket, and NIO does not: the descriptor is the channel's, and used while it is active.
struct ProxySocket {
    /// What has become of what the peer sends.
    enum Input {
        case open
        /// The end of the stream is there, behind what was not read yet.
        case ended
        /// The connection was reset.
        case broken
    }

    #if os(Linux)
        /// `POLLRDHUP` of Linux, which its headers have for GNU programs only.
        private static let peerHasClosed: Int16 = 0x2000
    #endif

    let descriptor: Int32

    /// Sends each piece at once: the proxy adds no waiting of its own.
    func prepare() {
        set(IPPROTO_TCP, TCP_NODELAY, 1)
    }

    /// Confirms what has come: a peer that writes twice may wait for that with the second piece.
    func acknowledge() {
        #if os(Linux)
            set(IPPROTO_TCP, TCP_QUICKACK, 1)
        #endif
    }

    /// Keeps what is sent until the half-close that follows, so that both travel in one packet: the vendor's server must
    /// not be the one that closes first.
    func holdUntilHalfClose() {
        #if os(Linux)
            set(IPPROTO_TCP, TCP_CORK, 1)
        #endif
    }

    /// Makes the next close a reset. A Unix-domain socket takes the option, and closes all the same.
    func resetOnClose() {
        StreamSocket.resetOnClose(descriptor)
    }

    /// Whether more is to come.
    var input: Input {
        #if os(Linux)
            var entry = pollfd(fd: descriptor, events: Self.peerHasClosed, revents: 0)
            guard poll(&entry, 1, 0) > 0 else { return .open }
            // A server that had closed before the request reached it resets the connection then: the end of the stream, with
            // an error behind it.
            if entry.revents & Int16(POLLERR) != 0 { return .broken }
            return entry.revents & Self.peerHasClosed != 0 ? .ended : .open
        #else
            return .open
        #endif
    }

    private func set(_ level: Int, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, Int32(level), option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
