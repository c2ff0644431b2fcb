import Synchronization

/// Waits for a peer that has proved to be quick without sleeping: to fall asleep and to be woken takes longer than such a
/// peer does.
///
/// A thread that stays awake takes time from others. So it does for 50 us at the most; only if what it waited for before
/// came within that time; and only as many threads of the process at once as leave a processor to the peer.
package struct AlertWait {
    private static let longest: Int64 = 50_000
    /// How many threads may be awake now.
    private static let places = Atomic(sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1)

    /// Whether what was waited for last came within that time.
    package private(set) var isQuick = false

    package init() {}

    /// - Parameters:
    ///   - milliseconds: how long; below 0 for ever.
    ///   - look: as `poll(2)`: waits for so many milliseconds, and returns how many descriptors are ready.
    /// - Returns: what it returns.
    package mutating func callAsFunction(_ milliseconds: Int32, _ look: (Int32) -> Int32) -> Int32 {
        if milliseconds == 0 { return look(0) }
        let start = MonotonicClock.nanoseconds
        if isQuick {
            let hasPlace = Self.places.subtract(1, ordering: .relaxed).newValue >= 0
            defer { Self.places.add(1, ordering: .relaxed) }
            var count: Int32 = 0
            while hasPlace, count == 0, MonotonicClock.nanoseconds - start < Self.longest { count = look(0) }
            if count != 0 { return count }
        }
        let count = look(milliseconds)
        isQuick = count > 0 && MonotonicClock.nanoseconds - start < Self.longest
        return count
    }
}
