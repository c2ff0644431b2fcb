import Replay
import Testing

@Suite struct ReplaySummaryTests {
    @Test(
        "A summary counts what was the same, what differed and what had no response",
        arguments: [
            (0, 0, 0, "0 of 0 the same"), (7, 0, 0, "7 of 7 the same"), (6, 1, 0, "6 of 7 the same, 1 differs"),
            (5, 1, 1, "5 of 7 the same, 1 differs, 1 without a response"), (0, 2, 0, "0 of 2 the same, 2 differ"),
            (0, 0, 3, "0 of 3 the same, 3 without a response"),
        ]
    )
    func text(same: Int, different: Int, failed: Int, expected: String) {
        var summary = ReplaySummary()
        for _ in 0..<same { summary.count(.same) }
        for _ in 0..<different { summary.count(.different) }
        for _ in 0..<failed { summary.count(.failed) }
        #expect(summary.text == expected)
        #expect(summary.sent == same + different + failed)
    }
}
