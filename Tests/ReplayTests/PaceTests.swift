import Replay
import Testing

@Suite struct PaceTests {
    private static func due(_ pace: Pace, gaps: [Double]) -> [Duration?] {
        var schedule = Pace.Schedule(pace)
        return gaps.map { schedule.next(gap: $0) }
    }

    @Test("At full speed nothing waits")
    func max() {
        #expect(Self.due(.max, gaps: [0, 1, 2]) == [nil, nil, nil])
    }

    @Test("A rate spaces exchanges evenly, whatever was recorded")
    func rate() {
        #expect(Self.due(.rate(20), gaps: [5, 0, 9]) == [.zero, .milliseconds(50), .milliseconds(100)])
    }

    @Test("The recorded pace counts from the start, and the first is sent at once")
    func recorded() {
        let pace = Pace.recorded(speed: 1, maxGap: .infinity)
        #expect(Self.due(pace, gaps: [7, 1, 0.5]) == [.zero, .seconds(1), .milliseconds(1500)])
    }

    @Test("Speed divides pauses, and the longest pause holds before that")
    func speed() {
        let pace = Pace.recorded(speed: 2, maxGap: 1)
        #expect(Self.due(pace, gaps: [0, 0.5, 60]) == [.zero, .milliseconds(250), .milliseconds(750)])
    }

    @Test("A file cannot overflow the clock, nor turn it back", arguments: [1e300, .infinity, .nan, -1e300])
    func absurd(gap: Double) {
        for due in Self.due(.recorded(speed: 1e-300, maxGap: .infinity), gaps: [0, gap, gap, 0]) {
            #expect(due.map { $0 >= .zero } == true)
        }
    }

    @Test("A small rate does not overflow the clock")
    func smallRate() {
        let due = Self.due(.rate(1e-6), gaps: Array(repeating: 0, count: 10_000))
        #expect(due.last == .seconds(3_000_000_000))
    }
}
