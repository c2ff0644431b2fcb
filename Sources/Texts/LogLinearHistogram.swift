/// How often which time was measured, in memory that does not grow: each power of two of milliseconds is cut into 64
/// equal parts, so that a time that is read from it is wrong by less than 1 %.
package struct LogLinearHistogram: Sendable {
    /// A row of a chart: the times from `lower` up to `upper`, which is its double, and how many there were.
    package struct Row: Hashable, Sendable {
        /// Milliseconds.
        package var lower: Double
        package var upper: Double
        package var count: Int
    }

    /// 2²⁰ units are a millisecond, so that whole units are far finer than any clock.
    private static let unitsPerMillisecond = Double(1 << 20)
    private static let subBits = 6
    private static let parts = 1 << subBits
    /// Up to here, the first power of two that has units enough for all its parts, each unit has a bucket of its own.
    private static let firstOctave = subBits
    /// Beyond it, 2⁴² milliseconds or 139 years, all times count as this.
    private static let largest = 1 << 62 - 1

    private var buckets: [Int]
    package private(set) var count = 0
    /// The longest time, exactly, in milliseconds.
    package private(set) var maximum = 0.0
    /// The shortest.
    package private(set) var minimum = Double.infinity

    package init() {
        buckets = Array(repeating: 0, count: Self.index(Self.largest) + 1)
    }

    /// Counts a time.
    ///
    /// - Parameter milliseconds: not below zero, and a number.
    package mutating func add(_ milliseconds: Double) {
        // Exact, so that no time gets into a row that it does not belong to.
        let units = milliseconds * Self.unitsPerMillisecond
        buckets[Self.index(units < Double(Self.largest) ? max(0, Int(units)) : Self.largest)] += 1
        count += 1
        maximum = max(maximum, milliseconds)
        minimum = min(minimum, milliseconds)
    }

    /// The time that this share of all times does not exceed (nearest rank), in milliseconds; 0 when there is none.
    ///
    /// - Parameter share: above 0, 1 at the most.
    package func quantile(_ share: Double) -> Double {
        // Less by what the product may be too large: 0.81 * 5000 is a little above 4050.
        let rank = max(1, Int((share * Double(count) * (1 - 1e-12)).rounded(.up)))
        var seen = 0
        for (index, number) in buckets.enumerated() where number > 0 {
            seen += number
            if seen >= rank {
                let middle = Double(Self.lower(index)) / 2 + Double(Self.lower(index + 1)) / 2
                return min(max(middle / Self.unitsPerMillisecond, minimum), maximum)
            }
        }
        return 0
    }

    /// The counts by powers of two of milliseconds, from the first one that has any to the last.
    package var rows: [Row] {
        var rows: [Row] = []
        for (index, number) in buckets.enumerated() where number > 0 {
            // What is shorter than the first power of two that is cut into parts is one row.
            let octave = max(Self.firstOctave, Int.bitWidth - 1 - max(1, Self.lower(index)).leadingZeroBitCount)
            let upper = Double(1 << (octave + 1)) / Self.unitsPerMillisecond
            while let last = rows.last, last.upper < upper {
                rows.append(Row(lower: last.upper, upper: last.upper * 2, count: 0))
            }
            if rows.isEmpty {
                let isFirst = octave == Self.firstOctave
                rows.append(Row(lower: isFirst ? 0 : upper / 2, upper: upper, count: 0))
            }
            rows[rows.count - 1].count += number
        }
        return rows
    }

    /// How many times there were between each two neighbours of a rising row of times, in milliseconds.
    package func counts(between edges: [Double]) -> [Int] {
        var counts = [Int](repeating: 0, count: max(0, edges.count - 1))
        var place = 0
        for (index, number) in buckets.enumerated() where number > 0 {
            let middle =
                (Double(Self.lower(index)) / 2 + Double(Self.lower(index + 1)) / 2) / Self.unitsPerMillisecond
            while place < counts.count, edges[place + 1] <= middle { place += 1 }
            guard place < counts.count else { break }
            if middle >= edges[place] { counts[place] += number }
        }
        return counts
    }

    private static func index(_ units: Int) -> Int {
        let octave = Int.bitWidth - 1 - max(1, units).leadingZeroBitCount
        guard octave > firstOctave else { return units }
        let shift = octave - subBits
        return parts * (shift + 1) + (units >> shift - parts)
    }

    /// The least units that a bucket counts.
    private static func lower(_ index: Int) -> Int {
        guard index >= 2 * parts else { return index }
        let shift = index / parts - 1
        return (index % parts + parts) << shift
    }
}
