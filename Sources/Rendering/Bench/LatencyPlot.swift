package import Bench
import Platform
import Sessions
import Texts

/// A plot of the time that each share of the exchanges did not exceed, as SVG. Each nine of the share takes as much room
/// as the one before it, so that the rarest exchanges can be seen.
package enum LatencyPlot {
    private static let width = 900.0
    private static let height = 420.0
    private static let margin = (left: 70.0, right: 20.0, top: 20.0, bottom: 50.0)
    /// The axis ends at the latest with eight nines.
    private static let mostNines = 8.0
    private static let pointsPerNine = 20

    /// - Returns: a sentence instead when there is nothing to draw.
    package static func svg(_ latencies: LatencyHistogram) -> String {
        guard latencies.maximum > 0 else { return "<p>No exchange had a whole response.</p>" }
        let nines = min(mostNines, max(1, log10(Double(latencies.count)).rounded(.up)))
        let step = scaleStep(latencies.maximum)
        let top = (latencies.maximum / step).rounded(.up) * step
        func x(_ value: Double) -> String {
            text(margin.left + value / nines * (width - margin.left - margin.right))
        }
        func y(_ milliseconds: Double) -> String {
            text(height - margin.bottom - milliseconds / top * (height - margin.top - margin.bottom))
        }
        var parts = [
            "<svg viewBox=\"0 0 \(text(width)) \(text(height))\" role=\"img\">",
            "<title>Latency by percentile</title>",
        ]
        for index in 0...Int((top / step).rounded()) {
            let value = Double(index) * step
            parts.append(line(x(0), y(value), x(nines), y(value)))
            parts.append(label(text(margin.left - 8), y(value), "end", TimeText.number(value, fractionDigits: 6)))
        }
        let bottom = text(height - margin.bottom + 20)
        for index in 0...Int(nines) {
            parts.append(line(x(Double(index)), y(0), x(Double(index)), y(top)))
            parts.append(label(x(Double(index)), bottom, "middle", percentile(index)))
        }
        parts.append(label(text(width / 2), text(height - 10), "middle", "percentile"))
        parts.append(label("8", "14", "start", "ms"))
        let last = Int(nines) * pointsPerNine
        let points = (0...last).map { index -> String in
            let nine = Double(index) / Double(pointsPerNine)
            let share = index == last ? 1 : max(1e-9, 1 - pow(10, -nine))
            return "\(x(nine)),\(y(min(latencies.maximum, latencies.quantile(share))))"
        }
        parts.append(
            "<polyline class=\"now\" points=\"\(points.joined(separator: " "))\"/>"
        )
        return (parts + ["</svg>"]).joined(separator: "\n")
    }

    /// 1, 2 or 5 times a power of ten, so that the scale has five to ten steps or so.
    private static func scaleStep(_ maximum: Double) -> Double {
        let power = pow(10, log10(maximum / 10).rounded(.up))
        return [0.2, 0.5, 1].map { $0 * power }.first { maximum / $0 <= 10 } ?? power
    }

    /// `0`, `90`, `99`, `99.9`
    private static func percentile(_ nines: Int) -> String {
        switch nines {
        case 0: "0"
        case 1: "90"
        case 2: "99"
        default: "99." + String(repeating: "9", count: nines - 2)
        }
    }

    private static func line(_ x1: String, _ y1: String, _ x2: String, _ y2: String) -> String {
        "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" class=\"grid\"/>"
    }

    private static func label(_ x: String, _ y: String, _ anchor: String, _ text: String) -> String {
        "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" dominant-baseline=\"middle\">\(text)</text>"
    }

    private static func text(_ value: Double) -> String { Decimal.text(value, fractionDigits: 1) }
}
