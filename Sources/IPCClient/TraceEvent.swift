/// What happens on the wire, as it happens, for those who want to watch.
public enum TraceEvent: Sendable {
    /// A connection to this address is open.
    case connected(String)
    /// These bytes were sent.
    case sent([UInt8])
    /// No more will be sent: the half-close of one-shot mode.
    case halfClosed
    /// These bytes were received.
    case received([UInt8])
    /// The server has closed the connection.
    case closedByServer
    /// An attempt failed and is made again.
    case retrying(ExchangeError)
}
