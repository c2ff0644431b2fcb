import Sessions
import Texts

/// Differences in words, for people; safe for terminals.
package enum DifferenceReport {
    /// Several lines: which exchange, what was sent, what was expected, what came, and what differs in long texts.
    ///
    /// - Parameter file: the session, where there are several.
    package static func lines(
        _ result: ReplayResult,
        file: String? = nil,
        style: TextDifference.Style = .plain
    ) -> [String] {
        let place = file.map { " of \(TerminalText.escaped($0))" } ?? ""
        let title = "exchange \(result.recorded.number)\(place) differs"
        return [title] + lines(ExchangeDifference(result), style: style)
    }

    /// What was sent, what was expected and what came, a line each.
    package static func lines(_ difference: ExchangeDifference, style: TextDifference.Style = .plain) -> [String] {
        var lines = ["  request:  \(difference.request)"]
        for finding in difference.findings {
            if let place = finding.place { lines.append("  \(place):") }
            lines.append("  expected: \(finding.expected)")
            lines.append("  actual:   \(finding.actual)")
            for (index, line) in (finding.texts?.lines(style) ?? []).enumerated() {
                lines.append((index == 0 ? "  diff:     " : "            ") + line)
            }
        }
        return lines
    }
}
