import Replay
import Testing

@Suite struct ReplaySummaryTests {
    @Test(
        "A summary counts what was sent, what was the same, what differed and what had no response",
        arguments: [
            (37, 2, 1, 40, 1.2351, "sent 40 of 40: 37 the same, 2 differ, 1 error in 1.24 s"),
            (40, 0, 0, 40, 0.31, "sent 40 of 40: all the same in 0.31 s"),
            (12, 0, 0, 40, 0.2, "sent 12 of 40: 12 the same in 0.2 s"), (1, 0, 0, 1, nil, "sent 1 of 1: 1 the same"),
            (7, 0, 0, nil, nil, "sent 7: all the same"),
            (6, 1, 0, nil, 0.0123, "sent 7: 6 the same, 1 differs in 0.012 s"),
            (0, 0, 3, 5, 90, "sent 3 of 5: 3 errors in 90 s"), (0, 0, 0, 0, 0, "sent 0 of 0 in 0 s"),
        ] as [(Int, Int, Int, Int?, Double?, String)]
    )
    func text(same: Int, different: Int, failed: Int, selected: Int?, seconds: Double?, expected: String) {
        var summary = ReplaySummary(selected: selected)
        for _ in 0..<same { summary.count(.same) }
        for _ in 0..<different { summary.count(.different) }
        for _ in 0..<failed { summary.count(.failed) }
        summary.elapsed = seconds.map { .seconds($0) }
        #expect(summary.text == expected)
        #expect(summary.sent == same + different + failed)
    }
}
