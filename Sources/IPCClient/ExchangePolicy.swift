public import IPCFraming

/// How a client treats connections, time and failures.
public struct ExchangePolicy: Hashable, Sendable {
    /// How the server uses a connection. Default: one-shot.
    public var mode: ConnectionMode = .oneShot
    /// The time for one exchange, from connecting to the end of its response. Default: 30 seconds.
    public var timeout: Duration = .seconds(30)
    /// How long connecting may take, and a connection that is refused or reset is tried again. Zero: a single attempt,
    /// for as long as `timeout` allows. Default: 2 seconds.
    public var connectTimeout: Duration = .seconds(2)
    /// How long, after a time-out or a cancellation in one-shot mode, the connection is kept for the late answer.
    ///
    /// A client that leaves before its answer ends the vendor's server, until a person starts it again; the request is
    /// executed all the same. ``Client/exchange(_:until:)`` therefore blocks for so much longer than `timeout` at the most, or
    /// until it is cancelled (once more). Zero leaves at once. In keep-alive mode leaving ends nothing but the
    /// connection. Default: zero.
    public var lingerTime = Duration.zero
    /// Whether a request is sent again after a reset before any byte of its response. Such a request was not executed:
    /// the vendor's server re-binds its listener after every exchange, and the system resets what nobody accepted.
    /// Default: `true`.
    public var resendsAfterReset = true
    /// The longest response accepted, in bytes, final CR LF not counted. At most about four times as much memory is
    /// used for one. Default: 16 MiB.
    public var responseLimit = Framing.defaultLimit
    /// What is asked of a WebSocket server when a connection is made; `mode` means nothing there.
    public var webSocket = WebSocketOptions()

    /// The defaults.
    public init() {}
}
