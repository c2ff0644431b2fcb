import CPlatform

/// How all sockets of the house are made.
package enum StreamSocket {
    /// The type of a stream socket, as the system's calls take it.
    package static var type: Int32 {
        #if canImport(Glibc)
            Int32(SOCK_STREAM.rawValue)
        #else
            SOCK_STREAM
        #endif
    }

    /// Whether a `connect` that is repeated on a socket which does not block tells how far the first has come.
    package static var repeatedConnectTells: Bool {
        #if canImport(Glibc)
            true
        #else
            false
        #endif
    }

    /// The longest path that a Unix-domain socket's address holds, in bytes; a NUL follows it.
    package static let longestUnixPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// A stream socket that does not block, raises no SIGPIPE where that is the socket's own matter, and that no program
    /// which is started inherits.
    ///
    /// - Returns: its descriptor; below 0 when there is none to be had: see `errno`.
    package static func open(family: Int32) -> Int32 {
        #if canImport(Glibc)
            return socket(family, type | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #else
            return prepared(socket(family, type, 0))
        #endif
    }

    /// Takes a connection from the backlog of a listening socket; it does not block, and no program which is started
    /// inherits it.
    ///
    /// - Returns: its descriptor; below 0 when there is none, or something is the matter: see `errno`.
    package static func accept(from listener: Int32) -> Int32 {
        #if canImport(Glibc)
            return accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue))
        #else
            return prepared(systemAccept(listener))
        #endif
    }

    /// A socket for single packets, to find out about addresses with: nothing is sent.
    ///
    /// - Returns: its descriptor; below 0 when there is none to be had: see `errno`.
    package static func openDatagram(family: Int32) -> Int32 {
        #if canImport(Glibc)
            return socket(family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #else
            return prepared(socket(family, SOCK_DGRAM, 0))
        #endif
    }

    /// Whether this machine has such sockets.
    package static func supports(family: Int32) -> Bool {
        let descriptor = open(family: family)
        if descriptor >= 0 { close(descriptor) }
        return descriptor >= 0
    }

    /// The flags of `send` that raise no SIGPIPE.
    ///
    /// - Parameter moreFollows: whether the bytes may wait for what is sent next, to travel with it.
    package static func sendFlags(moreFollows: Bool = false) -> Int32 {
        #if canImport(Glibc)
            Int32(MSG_NOSIGNAL | (moreFollows ? MSG_MORE : 0))
        #else
            0
        #endif
    }

    /// Has small packets sent at once, and not only when the peer has acknowledged those before. A Unix-domain socket has
    /// no such option, and no need of it.
    package static func sendSmallPackets(_ descriptor: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Makes the next close of a connection a reset. A Unix-domain socket takes the option, and closes all the same.
    package static func resetOnClose(_ descriptor: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    #if canImport(Darwin)
        private static func prepared(_ descriptor: Int32) -> Int32 {
            guard descriptor >= 0 else { return descriptor }
            var on: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            return descriptor
        }
    #endif
}

#if canImport(Darwin)
    private func systemAccept(_ listener: Int32) -> Int32 {
        accept(listener, nil, nil)
    }
#endif
