import Platform
import Texts

/// How many exchanges took how long, now and when they were recorded, as SVG and in figures.
struct DistributionPlot {
    private static let width = 560.0
    private static let height = 240.0
    private static let margin = (left: 44.0, right: 8.0, top: 10.0, bottom: 26.0)
    private static let binCount = 36
    private static let shares: [(name: String, share: Double)] = [
        ("median", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999), ("longest", 1),
    ]

    let now: LogLinearHistogram
    let recorded: LogLinearHistogram

    /// Two areas over times that grow by the same factor from bin to bin; empty when there is nothing to draw.
    var svg: String {
        let both = [recorded, now].filter { $0.count > 0 && $0.maximum > 0 }
        // What a single exchange took long is in the figures; the plot shows what is usual.
        guard let shortest = both.map({ $0.quantile(0.001) }).min(),
            let longest = both.map({ $0.quantile(0.999) }).max()
        else { return "" }
        let (low, high) = (log10(max(shortest, 1e-3) / 1.1), log10(max(longest, 1e-3) * 1.1))
        let edges = (0...Self.binCount).map { pow(10, low + (high - low) * Double($0) / Double(Self.binCount)) }
        let nowShares = shares(now, edges)
        let recordedShares = shares(recorded, edges)
        let most = max(nowShares.max() ?? 0, recordedShares.max() ?? 0, 1e-9)
        let (left, right) = (Self.margin.left, Self.width - Self.margin.right)
        let bottom = Self.height - Self.margin.bottom
        func x(_ milliseconds: Double) -> String {
            PageNumber.place(left + (log10(milliseconds) - low) / (high - low) * (right - left))
        }
        func y(_ share: Double) -> String { PageNumber.place(bottom - share / most * (bottom - Self.margin.top)) }
        var parts = [
            "<svg viewBox=\"0 0 \(PageNumber.place(Self.width)) \(PageNumber.place(Self.height))\" role=\"img\" "
                + "aria-label=\"Distribution of latency\">"
        ]
        let step = PageNumber.step(most * 100, most: 4)
        for index in 0...Int(most * 100 / step) {
            let value = Double(index) * step / 100
            parts.append(
                "<line class=\"grid\" x1=\"\(PageNumber.place(left))\" x2=\"\(PageNumber.place(right))\" "
                    + "y1=\"\(y(value))\" y2=\"\(y(value))\"/><text x=\"\(PageNumber.place(left - 6))\" "
                    + "y=\"\(y(value))\" text-anchor=\"end\" dominant-baseline=\"middle\">"
                    + "\(TimeText.number(value * 100, fractionDigits: 2))%</text>"
            )
        }
        for tick in ticks(low, high) {
            parts.append(
                "<text x=\"\(x(tick))\" y=\"\(PageNumber.place(Self.height - 6))\" text-anchor=\"middle\">"
                    + "\(PageNumber.milliseconds(tick))</text>"
            )
        }
        parts.append("<text x=\"0\" y=\"\(PageNumber.place(Self.height - 6))\">ms</text>")
        func outline(_ shares: [Double]) -> String {
            shares.indices.flatMap { ["\(x(edges[$0])),\(y(shares[$0]))", "\(x(edges[$0 + 1])),\(y(shares[$0]))"] }
                .joined(separator: " ")
        }
        if now.count > 0 {
            let points = "\(x(edges[0])),\(y(0)) \(outline(nowShares)) \(x(edges[Self.binCount])),\(y(0))"
            parts.append("<polygon class=\"area\" points=\"\(points)\"/>")
            parts.append("<polyline class=\"now\" points=\"\(outline(nowShares))\"/>")
        }
        if recorded.count > 0 { parts.append("<polyline class=\"was\" points=\"\(outline(recordedShares))\"/>") }
        return parts.joined(separator: "\n") + "\n</svg>\n"
    }

    /// Percentiles, and how they changed.
    var figures: String {
        guard now.count > 0 else { return "" }
        let isCompared = recorded.count > 0
        var text =
            "<table class=\"figures\"><thead><tr><th>ms</th>" + (isCompared ? "<th>recorded</th>" : "")
            + "<th>now</th>" + (isCompared ? "<th>change</th>" : "") + "</tr></thead>\n<tbody>\n"
        for (name, share) in Self.shares where share == 1 || Double(now.count) * (1 - share) > 0.999 {
            let value = share == 1 ? now.maximum : now.quantile(share)
            text += "<tr><th>\(name)</th>"
            if isCompared {
                let before = share == 1 ? recorded.maximum : recorded.quantile(share)
                text += "<td>\(PageNumber.milliseconds(before))</td><td>\(PageNumber.milliseconds(value))</td>"
                text += "<td>\(Self.change(before, value))</td>"
            } else {
                text += "<td>\(PageNumber.milliseconds(value))</td>"
            }
            text += "</tr>\n"
        }
        return text + "</tbody></table>\n"
    }

    private static func change(_ before: Double, _ now: Double) -> String {
        guard before > 0 else { return "" }
        let percent = ((now / before - 1) * 100).rounded()
        if percent >= 1000 { return "&times;\(TimeText.number(now / before, fractionDigits: 0))" }
        return percent == 0 ? "the same" : "\(percent > 0 ? "+" : "&minus;")\(Int(abs(percent)))%"
    }

    /// The share of all in each bin.
    private func shares(_ histogram: LogLinearHistogram, _ edges: [Double]) -> [Double] {
        guard histogram.count > 0 else { return [Double](repeating: 0, count: edges.count - 1) }
        return histogram.counts(between: edges).map { Double($0) / Double(histogram.count) }
    }

    /// 1, 2 and 5 times powers of ten, or only these, where there is room.
    private func ticks(_ low: Double, _ high: Double) -> [Double] {
        let powers = Int(low.rounded(.down))...Int(high.rounded(.up))
        let factors = high - low < 2.5 ? [1.0, 2, 5] : [1.0]
        return powers.flatMap { power in factors.map { $0 * pow(10, Double(power)) } }.filter {
            let place = (log10($0) - low) / (high - low)
            return 0.02...0.98 ~= place
        }
    }
}
