package import Replay
package import Sessions

/// What a replay is asked to do.
package struct ReplayPlan {
    /// What ends a replay early.
    package enum Stop: String, CaseIterable {
        /// The first exchange that differs or fails.
        case mismatch
        /// The first one without a whole response, where one was recorded.
        case error
        case never
    }

    /// The most times that can be asked for to go through the sessions.
    package static let mostLoops = 1_000_000_000

    package var selection = Selection()
    package var rewriting = RequestRewriting()
    package var comparison = Comparison()
    package var pace = Pace.max
    /// How often to go through the sessions; `nil` for without end.
    package var loops: Int? = 1
    package var timeLimit: Duration?
    package var connections = 1
    package var stop = Stop.error
    /// Whether to send what is known to terminate the vendor's server.
    package var force = false
    /// Whether to leave out what is known to terminate the vendor's server.
    package var skipsFatal = false
    /// Whether only to say what would be sent.
    package var isDryRun = false
    /// Whether to put what came into the sessions, instead of beside them.
    package var updates = false
    /// Whether to keep what came, beside the sessions.
    package var keepsReceived = true

    package init() {}
}
