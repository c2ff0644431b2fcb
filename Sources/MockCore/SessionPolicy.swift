package import IPCFraming
import Sessions

/// How a mock server uses the recordings that it serves.
package struct SessionPolicy: Hashable, Sendable {
    /// What answers a request that was recorded fewer times than it comes.
    package enum Exhausted: String, CaseIterable, Sendable {
        /// The last response once more.
        case last
        /// The first one again, and so on.
        case cycle
        /// An error.
        case error
    }

    /// What answers a request that was not recorded.
    package enum Miss: Hashable, Sendable {
        /// The simulated project.
        case builtin
        /// An error.
        case error
        /// Nothing: the connection is closed.
        case close
        /// The server there; what it answers is added to the served session when `records`.
        case ask(Endpoint, records: Bool)
    }

    package var matching = Matching.standard
    package var exhausted = Exhausted.last
    package var onMiss = Miss.builtin
    /// Whether requests must come in the recorded order.
    package var isStrict = false
    /// Whether files that have changed are read again.
    package var watchesFiles = false

    package init() {}
}
