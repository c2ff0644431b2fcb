import NIOCore
import NIOPosix
import Platform

/// How a connection ends. A Unix-domain socket takes the option, and closes all the same.
enum LingerOption {
    /// Makes the next close of a connection a reset.
    static func resetOnClose(_ channel: any Channel) {
        guard let provider = channel as? any SocketOptionProvider else { return }
        _ = provider.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    }
}
