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

        /// How long it is until the first of them; `nil` when there is none.
        ///
        /// - Parameter isBusy: pings have to wait then.
        func wait(from now: ContinuousClock.Instant, isBusy: Bool) -> Duration? {
            let all = [answer, handshake, closing, unfinished] + (isBusy ? [] : [ping, pong])
            return all.compactMap(\.self).min().map { max(.zero, $0 - now) }
        }

        /// Whether a deadline has come. It is over then.
        static func isDue(_ deadline: inout ContinuousClock.Instant?, _ now: ContinuousClock.Instant) -> Bool {
            guard let instant = deadline, instant <= now else { return false }
            deadline = nil
            return true
        }
    }
}
