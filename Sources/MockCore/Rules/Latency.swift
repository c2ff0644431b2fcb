import Platform
import Sessions
import Texts

/// How long a server takes to answer.
package enum Latency: Hashable, Sendable {
    case none
    /// As recorded; the simulated project answers at once.
    case recorded
    case uniform(ClosedRange<Duration>)
    /// Most answers near the median, a few much later; `sigma` is the deviation of the logarithm.
    case logNormal(median: Duration, sigma: Double)

    /// The longest that is ever waited.
    package static let longest = Duration.seconds(3600)

    /// Reads `recorded`, `50ms`, `10ms..40ms` and `lognormal:90ms,0.3`.
    package init?(_ text: String) {
        if text == "recorded" {
            self = .recorded
        } else if text.hasPrefix("lognormal:") {
            let parts = text.dropFirst(10).split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count == 2, let median = DurationText.parse(String(parts[0])), let sigma = Double(parts[1]),
                (0...10).contains(sigma)
            else { return nil }
            self = .logNormal(median: median, sigma: sigma)
        } else if let dots = text.firstRange(of: "..") {
            guard let low = DurationText.parse(String(text[..<dots.lowerBound])),
                let high = DurationText.parse(String(text[dots.upperBound...])), low <= high
            else { return nil }
            self = .uniform(low...high)
        } else {
            guard let time = DurationText.parse(text) else { return nil }
            self = .uniform(time...time)
        }
    }

    /// - Parameter milliseconds: what was recorded, if it was.
    package func draw(recorded milliseconds: Double?, _ random: inout SeededGenerator) -> Duration {
        switch self {
        case .none: return .zero
        case .recorded: return .milliseconds(1) * min(milliseconds ?? 0, Self.longest / .milliseconds(1))
        case .uniform(let range):
            let share = range.lowerBound == range.upperBound ? 0 : Double.random(in: 0...1, using: &random)
            return min(range.lowerBound + (range.upperBound - range.lowerBound) * share, Self.longest)
        case .logNormal(let median, let sigma):
            // Box and Muller (1958).
            let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &random))).squareRoot()
            let normal = radius * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
            return min(median * min(exp(sigma * normal), 1e6), Self.longest)
        }
    }
}
