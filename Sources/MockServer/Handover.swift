import MockCore

/// A connection that goes from the accepting thread to the event loop.
struct Handover: Sendable {
    var descriptor: Int32
    var machine: ConnectionMachine
    /// Whether it has sent nothing so far.
    var isFresh = true
    /// What the machine waits for, if it has begun something.
    var pending: Pending?
    /// When the request came whose answer is under way.
    var start = ContinuousClock.Instant.now

    enum Pending: Sendable {
        case action(ConnectionMachine.Action)
        /// It asked, and this is to be done about it.
        case reaction(Reaction)
    }
}
