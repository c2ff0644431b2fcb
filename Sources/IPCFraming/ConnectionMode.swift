/// How a server uses a connection. The raw value is the stable word of session files and reports.
public enum ConnectionMode: String, Hashable, Sendable, CaseIterable {
    /// One exchange, then the server closes.
    case oneShot = "one-shot"
    /// Many exchanges, each response ended by CR LF (the vendor's "telnet mode").
    case keepAlive = "keep-alive"
}
