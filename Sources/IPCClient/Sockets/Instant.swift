import Platform

/// A length of time. Half a dozen are added and compared in each exchange: the 128 bits of a `Duration` take several
/// times as long.
typealias Nanoseconds = Int64

/// A point on this machine's monotonic clock, in nanoseconds.
public struct Instant: Hashable, Sendable, Comparable {
    /// Counted from some point that stays the same while the machine runs.
    public let nanoseconds: Int64

    /// The present.
    public static var now: Instant { Instant(nanoseconds: MonotonicClock.nanoseconds) }

    init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Saturates: "never" may be written as a very long duration.
    public static func + (instant: Instant, duration: Duration) -> Instant {
        instant + duration.nanoseconds
    }

    /// Saturates.
    static func + (instant: Instant, time: Nanoseconds) -> Instant {
        let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(time)
        return Instant(nanoseconds: overflow ? .max : sum)
    }

    /// The time between two points.
    public static func - (later: Instant, earlier: Instant) -> Duration {
        Duration(attoseconds: Int128(later.nanoseconds - earlier.nanoseconds) * 1_000_000_000)
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

    /// How long ago this was.
    var elapsed: Nanoseconds { Instant.now.nanoseconds - nanoseconds }

    /// The point until which the next of `count` may take its part of the time that is left.
    func share(of count: Int) -> Instant {
        let now = Instant.now
        return Instant(nanoseconds: now.nanoseconds + (nanoseconds - now.nanoseconds) / Int64(count))
    }

    /// What `poll` takes to wait until this instant: whole milliseconds, rounded up so that it does not spin.
    func pollTimeout(from now: Instant) -> Int32 {
        guard self > now else { return 0 }
        return Int32(
            clamping: (nanoseconds - now.nanoseconds).addingReportingOverflow(999_999).partialValue / 1_000_000
        )
    }
}

extension Duration {
    /// Whole nanoseconds, saturating.
    package var nanoseconds: Int64 { Int64(clamping: attoseconds / 1_000_000_000) }

    /// As it stands in a message: `5s`, `250ms`.
    var inWords: String {
        let milliseconds = nanoseconds / 1_000_000
        if milliseconds == 0 { return "\(nanoseconds / 1000)us" }
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
    }

    /// A measured time for people: `41.2s`, `250ms`.
    var inTenths: String {
        let tenths = nanoseconds / 100_000_000
        if tenths < 10 { return "\(nanoseconds / 1_000_000)ms" }
        return tenths % 10 == 0 ? "\(tenths / 10)s" : "\(tenths / 10).\(tenths % 10)s"
    }
}
