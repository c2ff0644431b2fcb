import Replay
import Sessions

/// What a replay is asked to do.
struct ReplayPlan {
    /// What ends a replay early.
    enum Stop: String, CaseIterable {
        /// The first exchange that differs or fails.
        case mismatch
        /// The first one without a whole response, where one was recorded.
        case error
        case never
    }

    var selection = Selection()
    var rewriting = RequestRewriting()
    var comparison = Comparison()
    var pace = Pace.max
    /// How often to go through the sessions; `nil` for without end.
    var loops: Int? = 1
    var timeLimit: Duration?
    var connections = 1
    var stop = Stop.error
    /// Whether to send what is known to terminate the vendor's server.
    var force = false
    /// Whether only to say what would be sent.
    var isDryRun = false
    /// Whether to put what came into the sessions, instead of beside them.
    var updates = false
    /// Whether to keep what came, beside the sessions.
    var keepsReceived = true
}
