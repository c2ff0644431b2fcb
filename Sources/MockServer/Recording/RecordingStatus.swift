/// How much of what was exchanged stands in a server's recording.
package struct RecordingStatus: Hashable, Sendable {
    /// Exchanges that were written.
    package var recorded: Int
    /// Exchanges that were to be written.
    package var total: Int
    /// Why the first one was not, without the file's name; `nil` while all were.
    package var reason: String?

    package init(recorded: Int, total: Int, reason: String? = nil) {
        self.recorded = recorded
        self.total = total
        self.reason = reason
    }

    /// Whether nothing is missing.
    package var isComplete: Bool { reason == nil && recorded == total }
}
