import MockCore

/// A connection that goes from the accepting thread to the event loop.
///
/// Unchecked, as a machine may be a class: the accepting thread lets go of it when it gives the connection away.
struct Handover: @unchecked Sendable {
    /// Below 0 when there is no connection any more, and only something left to be done about it.
    var descriptor: Int32
    var machine: any ServerMachine
    /// Whether it has sent nothing so far.
    var isFresh = true
    /// What the machine waits for, if it has begun something.
    var pending: Pending?
    /// When the request came whose answer is under way.
    var start = ContinuousClock.Instant.now
    /// When the machine is to be woken.
    var deadline: ContinuousClock.Instant?
    /// Kept until it has its turn, so that no other is served meanwhile.
    var promise: TurnSign.Promise?

    enum Pending: Sendable {
        case action(ConnectionMachine.Action)
        /// It asked, and this is to be done about it.
        case reaction(Reaction)
    }
}
