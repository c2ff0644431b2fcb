import Bench
import IPCFraming
import Testing

@Suite struct LoadTests {
    private static func load(_ rate: Double?, count: Int? = nil) -> Load {
        var load = Load([RequestFrame([])])
        (load.rate, load.count) = (rate, count)
        return load
    }

    @Test("Without a rate nothing waits, and nothing is ever missing")
    func noRate() {
        #expect(Self.load(nil).due(5) == nil)
        #expect(Self.load(nil).dueCount(within: .seconds(1)) == nil)
    }

    @Test("A rate spaces exchanges evenly from the start", arguments: [(0, 0), (1, 5), (200, 1000), (1001, 5005)])
    func due(number: Int, milliseconds: Int) {
        #expect(Self.load(200).due(number) == .milliseconds(milliseconds))
    }

    @Test("No number of an exchange overflows the clock", arguments: [1, 1_000_000_000, Int.max])
    func overflow(number: Int) {
        let due = Self.load(1e-6).due(number)
        #expect(due.map { $0 >= .seconds(1_000_000) } == true)
    }

    @Test("What is due within a time is what begins before its end")
    func dueCount() {
        // At 0, 100, 200 ...
        #expect(Self.load(10).dueCount(within: .milliseconds(200)) == 2)
        #expect(Self.load(10).dueCount(within: .milliseconds(201)) == 3)
        #expect(Self.load(10, count: 2).dueCount(within: .seconds(9)) == 2)
        #expect(Self.load(1e6).dueCount(within: .seconds(Int64.max)) == Int.max)
    }
}
