import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How a connection ends. A Unix-domain socket takes the option, and closes all the same.
enum LingerOption {
    private static let abortive = linger(l_onoff: 1, l_linger: 0)

    /// Makes the next close of a connection a reset.
    static func resetOnClose(_ channel: any Channel) {
        guard let provider = channel as? any SocketOptionProvider else { return }
        _ = provider.setSoLinger(abortive)
    }

    /// Makes the next close of a connection a reset.
    static func resetOnClose(_ descriptor: Int32) {
        var option = abortive
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
}
