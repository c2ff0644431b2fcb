import NIOCore

/// Keeps a TCP port while nobody listens on it: a socket that is bound, but never listens.
///
/// Without it the system may give the port away between two listeners, to a client's end of a connection, even to that
/// of a client which is just connecting to that very port: it would be connected to itself.
///
/// Linux lets a listener share its port with such a socket when both have `SO_REUSEADDR`; other systems do not.
struct PortReservation: Sendable {
    /// The reserved address, with its port.
    var address: SocketAddress { socket.address }

    private let socket: BoundSocket

    /// - Returns: `nil` where it cannot be done.
    /// - Throws: `IOError` when the address is taken.
    init?(_ wanted: SocketAddress) throws {
        #if os(Linux)
            guard wanted.port != nil else { return nil }
            socket = try BoundSocket(wanted)
        #else
            return nil
        #endif
    }
}
