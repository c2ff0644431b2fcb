extension WebSocketMachine {
    /// When something is to happen by itself.
    struct Deadlines: Hashable {
        /// The answer, or its next piece, goes out.
        var answer: ContinuousClock.Instant?
        /// The handshake must be there.
        var handshake: ContinuousClock.Instant?
        /// The next ping is sent.
        var ping: ContinuousClock.Instant?
        /// The pong must be there.
        var pong: ContinuousClock.Instant?
        /// The client must have closed its side.
        var closing: ContinuousClock.Instant?
        /// A message that is half here is not waited for any longer.
        var unfinished: ContinuousClock.Instant?

        /// The first of them.
        ///
        /// - Parameter isBusy: pings have to wait then.
        func first(isBusy: Bool) -> ContinuousClock.Instant? {
            var first = earlier(answer, earlier(handshake, earlier(closing, unfinished)))
            if !isBusy { first = earlier(first, earlier(ping, pong)) }
            return first
        }

        private func earlier(
            _ one: ContinuousClock.Instant?,
            _ other: ContinuousClock.Instant?
        ) -> ContinuousClock.Instant? {
            guard let one, let other else { return one ?? other }
            return min(one, other)
        }

        /// Whether a deadline has come. It is over then.
        static func isDue(_ deadline: inout ContinuousClock.Instant?, _ now: ContinuousClock.Instant) -> Bool {
            guard let instant = deadline, instant <= now else { return false }
            deadline = nil
            return true
        }
    }
}
