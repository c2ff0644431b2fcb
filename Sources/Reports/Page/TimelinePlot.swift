/// The cases in their order as SVG: where differences lie, and how long each took.
struct TimelinePlot {
    private static let width = 1100.0
    private static let stripHeight = 34.0
    private static let height = 240.0
    private static let margin = (left: 56.0, right: 8.0, top: 10.0, bottom: 26.0)

    let timeline: Timeline
    let total: Int

    /// A strip with a mark for each case, or for several in a row; a mark leads to the first that has a card.
    var strip: String {
        let bins = timeline.bins
        let step = Self.width / Double(max(1, bins.count))
        var parts = [
            "<svg viewBox=\"0 0 \(PageNumber.place(Self.width)) \(PageNumber.place(Self.stripHeight))\" role=\"img\" "
                + "preserveAspectRatio=\"none\" aria-label=\"Where differences lie\">"
        ]
        var start = 0
        while start < bins.count {
            let bin = bins[start]
            var end = start + 1
            // Neighbours that are as they should be are one mark.
            while bin.worst == .same, bin.card == nil, end < bins.count, bins[end].worst == .same, bins[end].card == nil
            {
                end += 1
            }
            let gap = step > 10 && end == start + 1 ? 1.0 : 0
            let wide = max(step * Double(end - start) - gap, bin.worst == .same ? 0 : 2)
            let mark =
                "<rect class=\"\(bin.worst.word)\" x=\"\(PageNumber.place(step * Double(start)))\" y=\"0\" "
                + "width=\"\(PageNumber.place(wide))\" height=\"\(PageNumber.place(Self.stripHeight))\">"
                + "<title>\(title(start, end, bin))</title></rect>"
            parts.append(bin.card.map { "<a href=\"#c\($0)\">\(mark)</a>" } ?? mark)
            start = end
        }
        return parts.joined(separator: "\n") + "\n</svg>\n"
    }

    private func title(_ start: Int, _ end: Int, _ bin: Timeline.Bin) -> String {
        let (first, last) = (start * timeline.width + 1, min(total, end * timeline.width))
        let place = first >= last ? "\(first)" : "\(first) to \(last)"
        let words: String =
            switch bin.worst {
            case .same: "the same"
            case .different: "\(bin.counts[1]) \(bin.counts[1] == 1 ? "differs" : "differ")"
            case .failed: "\(bin.counts[2]) without a response"
            case .skipped: "\(bin.counts[3]) skipped"
            }
        return "\(place): \(words)"
    }

    /// How long exchanges took, now and when they were recorded; empty when nothing is known.
    var latency: String {
        let bins = timeline.bins
        let most = bins.map { max($0.now.most, $0.recorded.mean ?? 0) }.max() ?? 0
        guard most > 0, bins.count > 1 else { return "" }
        let scale = LatencyScale(most: most, typical: bins.compactMap(\.now.mean).sorted().middle ?? most)
        let (left, right) = (Self.margin.left, Self.width - Self.margin.right)
        let bottom = Self.height - Self.margin.bottom
        func x(_ index: Int) -> String {
            PageNumber.place(left + (Double(index) + 0.5) / Double(bins.count) * (right - left))
        }
        func y(_ value: Double) -> String {
            PageNumber.place(bottom - scale.share(value) * (bottom - Self.margin.top))
        }
        var parts = [
            "<svg viewBox=\"0 0 \(PageNumber.place(Self.width)) \(PageNumber.place(Self.height))\" role=\"img\" "
                + "aria-label=\"Latency over time\">"
        ]
        for value in scale.ticks {
            parts.append(
                "<line class=\"grid\" x1=\"\(PageNumber.place(left))\" x2=\"\(PageNumber.place(right))\" "
                    + "y1=\"\(y(value))\" y2=\"\(y(value))\"/><text x=\"\(PageNumber.place(left - 8))\" y=\"\(y(value))\" "
                    + "text-anchor=\"end\" dominant-baseline=\"middle\">\(PageNumber.milliseconds(value))</text>"
            )
        }
        let texts = [(left, "start", "1"), (right, "end", PageNumber.count(total))]
        for (place, anchor, text) in texts {
            parts.append(
                "<text x=\"\(PageNumber.place(place))\" y=\"\(PageNumber.place(Self.height - 6))\" "
                    + "text-anchor=\"\(anchor)\">\(text)</text>"
            )
        }
        parts.append(
            "<text x=\"\(PageNumber.place((left + right) / 2))\" y=\"\(PageNumber.place(Self.height - 6))\" "
                + "text-anchor=\"middle\">exchange</text><text x=\"0\" y=\"\(PageNumber.place(Self.height - 6))\">ms</text>"
        )
        let upper = bins.indices.filter { bins[$0].now.count > 0 }
        if timeline.width > 1 {
            let points =
                upper.map { "\(x($0)),\(y(bins[$0].now.most))" }
                + upper.reversed().map {
                    "\(x($0)),\(y(bins[$0].now.least))"
                }
            parts.append("<polygon class=\"range\" points=\"\(points.joined(separator: " "))\"/>")
        }
        for (name, times) in [("was", bins.map(\.recorded)), ("now", bins.map(\.now))] {
            let points = times.indices.compactMap { index in times[index].mean.map { "\(x(index)),\(y($0))" } }
            if points.count > 1 {
                parts.append("<polyline class=\"\(name)\" points=\"\(points.joined(separator: " "))\"/>")
            }
        }
        return parts.joined(separator: "\n") + "\n</svg>\n"
    }
}

extension CaseResult.Outcome.Kind {
    /// A class of the page's style.
    var word: String {
        switch self {
        case .same: "same"
        case .different: "different"
        case .failed: "failed"
        case .skipped: "skipped"
        }
    }
}

extension [Double] {
    /// Of sorted values.
    fileprivate var middle: Double? { isEmpty ? nil : self[count / 2] }
}
