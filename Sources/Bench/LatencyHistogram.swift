import Histogram
import IPCClient

/// How often which time was measured, right to 0.1 %, in memory that grows with the logarithm of the longest one.
package struct LatencyHistogram: Sendable {
    /// 2⁴⁶ nanoseconds or 19 hours: what takes longer counts as this.
    private static let longest: Int64 = 1 << 46

    /// Steps of 8 ns: a time of 8 µs has a thousand of them, and none is shorter over a socket.
    private var counts = Histogram<UInt64>(
        lowestDiscernibleValue: 8,
        highestTrackableValue: 1 << 24,
        numberOfSignificantValueDigits: .three
    )

    /// Of all times, in nanoseconds.
    package private(set) var sum = 0.0

    package init() {
        counts.autoResize = true
    }

    /// Counts a time.
    package mutating func add(_ duration: Duration) {
        let time = min(max(0, duration.nanoseconds), Self.longest)
        counts.record(UInt64(time))
        sum += Double(time)
    }

    /// Counts the times of another.
    package mutating func add(_ other: LatencyHistogram) {
        counts.add(other.counts)
        sum += other.sum
    }

    /// Takes up what ``counted`` gave: the same counts, and so the same quantiles.
    ///
    /// - Parameters:
    ///   - maximum: the longest time, in nanoseconds.
    ///   - sum: of all times.
    /// - Returns: nil when a time is longer than the longest.
    package init?(_ counted: [(value: UInt64, count: Int)], maximum: UInt64, sum: Double) {
        self.init()
        guard maximum <= UInt64(Self.longest) else { return nil }
        for (value, count) in counted {
            guard value <= maximum, count > 0 else { return nil }
            // The longest time is exact; it counts as one with the value that stands for it.
            let isLast = counts.valuesAreEquivalent(value, maximum)
            counts.record(isLast ? maximum : value, count: UInt64(count))
        }
        guard counts.maxRecorded == maximum || counted.isEmpty else { return nil }
        self.sum = sum
    }

    /// How often which time was measured, in nanoseconds: the lowest of those that count as one.
    package var counted: [(value: UInt64, count: Int)] {
        counts.recordedValues().map { (counts.lowestEquivalentForValue($0.value), Int(clamping: $0.count)) }
    }

    /// The longest time, exactly, in nanoseconds; 0 when there is none.
    package var maximumNanoseconds: UInt64 { counts.maxRecorded }

    package var count: Int { Int(clamping: counts.totalCount) }

    /// The longest time, exactly, in milliseconds; 0 when there is none.
    package var maximum: Double { Self.milliseconds(counts.maxRecorded) }

    /// In milliseconds; 0 when there is none.
    package var mean: Double { count == 0 ? 0 : sum / Double(count) / 1e6 }

    /// The time that this share of all times does not exceed (nearest rank), in milliseconds; 0 when there is none.
    ///
    /// - Parameter share: above 0, 1 at the most.
    package func quantile(_ share: Double) -> Double {
        count == 0 ? 0 : Self.milliseconds(counts.valueAtPercentile(share * 100))
    }

    private static func milliseconds(_ nanoseconds: UInt64) -> Double { Double(nanoseconds) / 1e6 }
}
