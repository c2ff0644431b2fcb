/// How the exchanges of a replay came out.
package struct ReplaySummary: Hashable, Sendable {
    package private(set) var same = 0
    package private(set) var different = 0
    package private(set) var failed = 0

    package init() {}

    package var sent: Int { same + different + failed }

    package mutating func count(_ verdict: ReplayResult.Verdict) {
        switch verdict {
        case .same: same += 1
        case .different: different += 1
        case .failed: failed += 1
        }
    }

    /// `7 of 7 the same`, `5 of 7 the same, 1 differs, 1 without a response`
    package var text: String {
        var parts = ["\(same) of \(sent) the same"]
        if different > 0 { parts.append("\(different) \(different == 1 ? "differs" : "differ")") }
        if failed > 0 { parts.append("\(failed) without a response") }
        return parts.joined(separator: ", ")
    }
}
