#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A point on the monotonic clock, in nanoseconds: one call, no allocation.
struct Instant: Comparable {
    var nanoseconds: Int64

    static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// Saturates: "never" may be written as a very long duration.
    static func + (instant: Instant, duration: Duration) -> Instant {
        let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(duration.nanoseconds)
        return Instant(nanoseconds: overflow ? .max : sum)
    }

    static func - (later: Instant, earlier: Instant) -> Duration {
        .nanoseconds(later.nanoseconds - earlier.nanoseconds)
    }

    /// The point until which the next of `count` may take its part of the time that is left.
    func share(of count: Int) -> Instant {
        let now = Instant.now
        return Instant(nanoseconds: now.nanoseconds + (nanoseconds - now.nanoseconds) / Int64(count))
    }

    static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

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
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return seconds < 0 ? .min : .max }
        let (sum, carry) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return carry ? (seconds < 0 ? .min : .max) : sum
    }

    /// As it stands in a message: `5s`, `250ms`.
    var inWords: String {
        let milliseconds = nanoseconds / 1_000_000
        if milliseconds == 0 { return "\(nanoseconds / 1000)us" }
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
    }
}
