import Platform

/// What a proxy asks of a connected socket, and NIO does not: the descriptor is the channel's, and used while it is active.
struct ProxySocket {
    /// What comes next from the peer.
    enum Input {
        /// Bytes, now or later.
        case open
        /// The end of the stream.
        case ended
        /// The connection was reset.
        case broken
    }

    let descriptor: Int32

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

    /// What there is behind what was read.
    var input: Input {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        if count > 0 { return .open }
        if count < 0 { return errno == EAGAIN || errno == EINTR ? .open : .broken }
        // A server that had closed before the request reached it resets the connection then: the end of the stream, with an
        // error behind it.
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
        return code == 0 ? .ended : .broken
    }

    private func set(_ level: Int, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, Int32(level), option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
