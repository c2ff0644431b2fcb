/// How many exchanges of a report came out in which way.
struct ReportTotals {
    private(set) var cases = 0
    private(set) var same = 0
    private(set) var different = 0
    private(set) var failed = 0
    private(set) var skipped = 0
    private(set) var seconds = 0.0

    mutating func addSame(_ count: Int) {
        cases += count
        same += count
    }

    mutating func add(_ result: CaseResult) {
        cases += 1
        seconds += result.seconds
        switch result.outcome {
        case .same: same += 1
        case .different: different += 1
        case .failed: failed += 1
        case .skipped: skipped += 1
        }
    }
}
