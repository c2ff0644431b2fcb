import Replay
import Testing

@Suite struct ReplaySummaryTests {
    @Test(
        "A summary counts what was the same, what differed and what had no response",
        arguments: [
            (0, 0, 0, 0, "sent 0 of 0: 0 the same in 1.24 s"), (7, 0, 0, 7, "sent 7 of 7: 7 the same in 1.24 s"),
            (37, 2, 1, 40, "sent 40 of 40: 37 the same, 2 differ, 1 error in 1.24 s"),
            (5, 1, 0, 40, "sent 6 of 40: 5 the same, 1 differs in 1.24 s"),
            (0, 2, 0, nil, "sent 2: 2 differ in 1.24 s"), (0, 0, 3, 3, "sent 3 of 3: 3 errors in 1.24 s"),
        ] as [(Int, Int, Int, Int?, String)]
    )
    func text(same: Int, different: Int, failed: Int, selected: Int?, expected: String) {
        var summary = ReplaySummary(selected: selected)
        for _ in 0..<same { summary.count(.same) }
        for _ in 0..<different { summary.count(.different) }
        for _ in 0..<failed { summary.count(.failed) }
        #expect(summary.text(.milliseconds(1240)) == expected)
        #expect(summary.sent == same + different + failed)
    }
}
