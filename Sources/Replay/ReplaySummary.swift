import Sessions
import Texts

/// How the exchanges of a replay came out.
package struct ReplaySummary: Hashable, Sendable {
    package private(set) var same = 0
    package private(set) var different = 0
    package private(set) var failed = 0
    /// How many exchanges were left out, for they would have terminated the server.
    package var skipped = 0
    /// How many exchanges were to be sent; `nil` when nobody has counted them.
    package var selected: Int?
    /// How long the replay took.
    package var elapsed: Duration?

    package init(selected: Int? = nil) {
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

    /// `sent 40 of 40: 37 the same, 2 differ, 1 error in 1.24 s`, `sent 40 of 40: all the same in 0.31 s`; after a stop
    /// `sent 12 of 40: 11 the same, 1 error in 0.2 s`.
    package var text: String {
        var text = "sent \(sent)"
        if let selected { text += " of \(selected)" }
        if sent > 0 { text += ": \(parts)" }
        if skipped > 0 { text += sent > 0 ? ", \(skipped) skipped" : ": \(skipped) skipped" }
        if let elapsed {
            let seconds = elapsed / .seconds(1)
            text += " in \(Decimal.text(seconds, fractionDigits: seconds < 0.1 ? 3 : 2)) s"
        }
        return text
    }

    private var parts: String {
        if same == sent, sent > 1, sent + skipped == selected ?? sent { return "all the same" }
        var parts: [String] = []
        if same > 0 { parts.append("\(same) the same") }
        if different > 0 { parts.append("\(different) \(different == 1 ? "differs" : "differ")") }
        if failed > 0 { parts.append("\(failed) \(failed == 1 ? "error" : "errors")") }
        return parts.joined(separator: ", ")
    }
}
