import NIOCore
import Platform

/// Acknowledges what has come at once. A peer that writes in two parts may wait for that before it sends the second, and
/// the system would let it wait for 40 ms.
enum QuickAcknowledgement {
    static func send(_ channel: any Channel) {
        #if os(Linux)
            guard let provider = channel as? any SocketOptionProvider else { return }
            // A Unix-domain socket does not know it, nor need it.
            _ = provider.unsafeSetSocketOption(
                level: NIOBSDSocket.OptionLevel.tcp,
                name: NIOBSDSocket.Option(rawValue: TCP_QUICKACK),
                value: Int32(1)
            )
        #endif
    }
}
