import Sessions

/// How the exchanges of a replay came out.
package struct ReplaySummary: Hashable, Sendable {
    package private(set) var same = 0
    package private(set) var different = 0
    package private(set) var failed = 0

    /// How many exchanges were to be sent; `nil` when that was not known.
    package let selected: Int?

    package init(selected: Int?) {
        self.selected = selected
    }

    package var sent: Int { same + different + failed }

    package mutating func count(_ verdict: ReplayResult.Verdict) {
        switch verdict {
        case .same: same += 1
        case .different: different += 1
        case .failed: failed += 1
        }
    }

    /// `sent 40 of 40: 37 the same, 2 differ, 1 error in 1.24 s`
    package func text(_ elapsed: Duration) -> String {
        var parts: [String] = []
        if same > 0 || sent == 0 { parts.append("\(same) the same") }
        if different > 0 { parts.append("\(different) \(different == 1 ? "differs" : "differ")") }
        if failed > 0 { parts.append("\(failed) \(failed == 1 ? "error" : "errors")") }
        let total = selected.map { " of \($0)" } ?? ""
        let seconds = Decimal.text(elapsed / .seconds(1), fractionDigits: 2)
        return "sent \(sent)\(total): \(parts.joined(separator: ", ")) in \(seconds) s"
    }
}
