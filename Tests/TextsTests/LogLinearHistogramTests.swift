import TestSupport
import Testing

@testable import Texts

@Suite struct LogLinearHistogramTests {
    @Test("What is read from it is right to 1 %, from a nanosecond to years", arguments: [1, 2, 3])
    func error(seed: UInt64) {
        var numbers = SeededRandom(seed: seed)
        var histogram = LogLinearHistogram()
        var times: [Double] = []
        for _ in 0..<5000 {
            // Each order of magnitude alike, from 10⁻⁴ ms on: below it, units of 10⁻⁶ ms show.
            var time = Double.random(in: 1..<10, using: &numbers)
            for _ in 0..<Int.random(in: 0..<14, using: &numbers) { time *= 10 }
            times.append(time / 10_000)
            histogram.add(time / 10_000)
        }
        times.sort()
        for percent in 1...100 {
            let expected = times[times.count * percent / 100 - 1]
            let found = histogram.quantile(Double(percent) / 100)
            #expect(abs(found - expected) <= 0.01 * expected, "p\(percent): \(found), not \(expected)")
        }
        #expect(histogram.maximum == times.last)
        #expect(histogram.minimum == times.first)
        #expect(histogram.count == 5000)
        #expect(histogram.rows.map(\.count).reduce(0, +) == 5000)
        for row in histogram.rows {
            #expect(row.count == times.count { row.lower <= $0 && $0 < row.upper })
        }
    }

    @Test("Rows double, without holes, and empty ones in between")
    func rows() {
        var histogram = LogLinearHistogram()
        for time in [0.5, 0.75, 1, 7.9] { histogram.add(time) }
        #expect(
            histogram.rows == [
                .init(lower: 0.5, upper: 1, count: 2), .init(lower: 1, upper: 2, count: 1),
                .init(lower: 2, upper: 4, count: 0), .init(lower: 4, upper: 8, count: 1),
            ]
        )
    }

    @Test("One time is all quantiles", arguments: [0, 0.001, 1.822, 30_000, 1e300, Double.greatestFiniteMagnitude])
    func one(time: Double) {
        var histogram = LogLinearHistogram()
        histogram.add(time)
        for share in [0.01, 0.5, 0.99, 1] { #expect(histogram.quantile(share) == time) }
        #expect(histogram.rows.last?.count == 1)
    }

    @Test("Nothing has no rows")
    func empty() {
        #expect(LogLinearHistogram().rows.isEmpty)
        #expect(LogLinearHistogram().quantile(0.5) == 0)
    }
}
