/// What has been done for a connection before the event loop has it.
struct HeadStart {
    /// What the client has sent; empty when there is a reaction to it.
    var input: [UInt8] = []
    /// What is to be done about its request, and since when.
    var reaction: Reaction?
    var start = ContinuousClock.Instant.now
    /// How many bytes of the answer are on their way.
    var sentCount = 0
}
