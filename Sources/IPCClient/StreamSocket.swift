#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How all sockets of the house are made.
package enum StreamSocket {
    /// A stream socket that does not block, raises no SIGPIPE where that is the socket's own matter, and that no program
    /// which is started inherits.
    ///
    /// - Returns: its descriptor; below 0 when there is none to be had: see `errno`.
    package static func open(family: Int32) -> Int32 {
        #if canImport(Glibc)
            let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            return socket(family, type, 0)
        #else
            let descriptor = socket(family, SOCK_STREAM, 0)
            guard descriptor >= 0 else { return descriptor }
            var on: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            return descriptor
        #endif
    }

    /// Whether this machine has such sockets.
    package static func supports(family: Int32) -> Bool {
        let descriptor = open(family: family)
        if descriptor >= 0 { close(descriptor) }
        return descriptor >= 0
    }
}
