import Bench
import Testing

@Suite struct LatencyHistogramTests {
    @Test("Quantiles are right to 0.1 %, the longest time is exact")
    func quantiles() {
        var histogram = LatencyHistogram()
        for microseconds in (1...10_000).reversed() { histogram.add(.microseconds(microseconds)) }
        #expect(histogram.count == 10_000)
        #expect(histogram.maximum == 10)
        for share in [0.1, 0.5, 0.9, 0.99, 0.999] {
            let time = histogram.quantile(share)
            #expect(time >= share * 10 && time <= share * 10 * 1.001, "\(share): \(time)")
        }
        #expect(histogram.quantile(1) == 10)
        #expect(abs(histogram.mean - 5.0005) < 0.005)
    }

    @Test("The counts of several threads add up, whatever they have measured")
    func adding() {
        var (first, second, empty) = (LatencyHistogram(), LatencyHistogram(), LatencyHistogram())
        for _ in 0..<90 { first.add(.microseconds(10)) }
        for _ in 0..<10 { second.add(.seconds(100)) }
        first.add(second)
        first.add(empty)
        empty.add(first)
        for histogram in [first, empty] {
            #expect(histogram.count == 100)
            #expect(histogram.maximum == 100_000)
            #expect(histogram.quantile(0.9) < 0.011)
            #expect(histogram.quantile(0.91) == 100_000)
        }
    }

    @Test("Any duration can be counted", arguments: [Duration.zero, .seconds(-5), .seconds(Int64.max)])
    func extremes(duration: Duration) {
        var histogram = LatencyHistogram()
        histogram.add(duration)
        #expect(histogram.count == 1)
        #expect(histogram.maximum >= 0)
        #expect(histogram.quantile(0.5) == histogram.maximum)
    }

    @Test("Where nothing was measured, everything is 0")
    func empty() {
        let histogram = LatencyHistogram()
        #expect(histogram.count == 0)
        #expect([histogram.quantile(0.5), histogram.quantile(1), histogram.mean, histogram.maximum] == [0, 0, 0, 0])
    }
}
