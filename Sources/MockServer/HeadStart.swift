import MockCore

/// What has been done for a connection before the event loop has it.
enum HeadStart: Sendable {
    /// This was received, perhaps nothing.
    case input([UInt8])
    /// There is a reaction to its request, since then, and so many bytes of the answer are on their way.
    case reaction(Reaction, start: ContinuousClock.Instant, sentCount: Int)
    /// Our side is closed behind the answer. The client has not closed its own.
    case answered
}
