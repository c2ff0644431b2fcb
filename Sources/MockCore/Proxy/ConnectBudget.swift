/// How long one exchange may go on making connections, and the growing pauses between them: as our client's.
///
/// Only the time that goes into connecting and pausing counts.
struct ConnectBudget {
    /// The vendor's server binds its next listener within a fraction of a millisecond: start well below that.
    private static let firstPause = Duration.microseconds(20)
    private static let longestPause = Duration.milliseconds(50)

    /// With no budget there is a single attempt, which may take what time it wants.
    private let isUnlimited: Bool
    private var left: Duration
    private var pause = firstPause
    private var mark: ContinuousClock.Instant?

    init(_ connectTimeout: Duration) {
        left = connectTimeout
        isUnlimited = connectTimeout <= .zero
    }

    /// How long the next attempt may take; `nil` is for ever.
    var limit: Duration? { isUnlimited ? nil : left }

    /// Connecting, or a pause, begins.
    mutating func begin(at now: ContinuousClock.Instant) {
        mark = now
    }

    /// It has ended.
    mutating func end(at now: ContinuousClock.Instant) {
        if let mark { left -= now - mark }
        mark = nil
    }

    /// The pause before the next attempt; `nil` when there is to be none.
    mutating func nextPause() -> Duration? {
        guard left > pause else { return nil }
        defer { pause = min(pause * 2, Self.longestPause) }
        return pause
    }
}
