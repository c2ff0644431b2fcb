import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How a connection ends.
enum LingerOption {
    /// Makes the next close of a connection a reset.
    static func resetOnClose(_ channel: any Channel) {
        guard let provider = channel as? any SocketOptionProvider else { return }
        // A Unix-domain socket takes the option, and closes all the same.
        _ = provider.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    }
}
