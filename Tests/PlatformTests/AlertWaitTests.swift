import Platform
import Testing

@Suite struct AlertWaitTests {
    /// For how long each look was.
    private func looks(_ wait: inout AlertWait, _ milliseconds: Int32, finding count: Int32) -> [Int32] {
        var looks: [Int32] = []
        let found = wait(milliseconds) { time in
            looks.append(time)
            return count
        }
        #expect(found == count)
        return looks
    }

    @Test func `what nothing is known of is waited for in one look`() {
        var wait = AlertWait()
        #expect(looks(&wait, 500, finding: 1) == [500])
        wait = AlertWait()
        #expect(looks(&wait, -1, finding: 0) == [-1])
        #expect(looks(&wait, -1, finding: -1) == [-1])
        #expect(looks(&wait, -1, finding: 1) == [-1])
    }

    @Test func `a look that is not to last does not`() {
        var wait = AlertWait()
        #expect(looks(&wait, -1, finding: 1) == [-1])
        #expect(looks(&wait, 0, finding: 0) == [0])
    }

    @Test func `what was quick and is not any more is looked for awhile, then waited for`() {
        var wait = AlertWait()
        #expect(looks(&wait, -1, finding: 1) == [-1])
        // None where there is one processor, or the first look was held up.
        var all: [Int32] = []
        let count = wait(700) { time in
            all.append(time)
            return time == 0 ? 0 : 2
        }
        #expect(count == 2)
        #expect(all.last == 700)
        #expect(all.dropLast().allSatisfy { $0 == 0 })
    }
}
