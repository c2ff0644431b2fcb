/// When the disk must have what was recorded, so that it outlives a loss of power.
package enum SyncPolicy: Hashable, Sendable {
    /// When the system finds time to write it, often within half a minute.
    case never
    /// Before the next exchange.
    case eachExchange
    /// At most this long after it was written.
    case within(Duration)
}
