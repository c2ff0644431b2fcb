/// The clock that no change of the date moves.
package enum MonotonicClock {
    /// Counted from some point that stays the same while the machine runs.
    package static var nanoseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
