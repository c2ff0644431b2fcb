/// How fast a replay sends.
package enum Pace: Hashable, Sendable {
    /// Each exchange as soon as there is a connection for it.
    case max
    /// So many a second.
    case rate(Double)
    /// As it was recorded, `speed` times as fast, and no pause longer than `maxGap` seconds.
    case recorded(speed: Double, maxGap: Double)

    /// Says when each exchange is due, counted from the start of the replay: one that is late does not delay the rest.
    package struct Schedule: Sendable {
        private let pace: Pace
        private var count = 0
        private var seconds = 0.0

        package init(_ pace: Pace) {
            self.pace = pace
        }

        /// - Parameter gap: seconds from the start of the recorded exchange before to the start of this one.
        /// - Returns: when to send it, or `nil` for at once.
        package mutating func next(gap: Double) -> Duration? {
            defer { count += 1 }
            switch pace {
            case .max: return nil
            case .rate(let rate): return .nanoseconds(Int64(min(Double(count) / rate, Self.longest) * 1e9))
            case .recorded(let speed, let maxGap):
                // The first one is sent at once: the pause before it belongs to what was left out.
                if count > 0 { seconds = min(seconds + min(Swift.max(0, gap), maxGap) / speed, Self.longest) }
                return .nanoseconds(Int64(seconds * 1e9))
            }
        }

        /// A century: neither what stands in a file nor a small rate must overflow the clock.
        private static let longest = 3e9
    }
}
