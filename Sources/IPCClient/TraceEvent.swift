public import IPCFraming

/// What happens on the wire, as it happens, for those who want to watch.
public enum TraceEvent: Sendable {
    /// A connection to this address is open.
    case connected(String)
    /// These bytes were sent: over a WebSocket, a message.
    case sent([UInt8])
    /// No more will be sent: the half-close of one-shot mode.
    case halfClosed
    /// These bytes were received: over a WebSocket, a message.
    case received([UInt8])
    /// A control frame of a WebSocket, in either direction.
    case control(WebSocketEvent, isSent: Bool)
    /// The server has closed the connection.
    case closedByServer
    /// An attempt failed and is made again.
    case retrying(ExchangeError)
}
