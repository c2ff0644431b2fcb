import Texts

/// How far long work has come, in one line that is drawn over and over: `[====>   ] 12/40  8.3/s  0:03 left  a.jpg`.
struct ProgressLine {
    /// Drawing more often would cost time and be read by nobody.
    private static let interval = Duration.milliseconds(100)
    private static let barWidth = 24

    private let total: Int
    private let start: ContinuousClock.Instant
    private var nextDrawing: ContinuousClock.Instant

    init(total: Int, start: ContinuousClock.Instant = .now) {
        self.total = total
        self.start = start
        nextDrawing = start
    }

    /// The line, when it is time to draw it.
    ///
    /// - Parameters:
    ///   - done: how many are done.
    ///   - item: what is worked on.
    ///   - columns: the terminal's width.
    ///   - now: the time.
    mutating func text(
        done: Int,
        item: String,
        columns: Int,
        now: ContinuousClock.Instant = .now
    ) -> String? {
        guard now >= nextDrawing else { return nil }
        nextDrawing = now + Self.interval
        return Self.text(done: done, total: total, elapsed: now - start, item: item, columns: columns)
    }

    static func text(done: Int, total: Int, elapsed: Duration, item: String, columns: Int) -> String {
        let filled = total > 0 ? barWidth * done / total : 0
        let bar = String(repeating: "=", count: filled) + (filled < barWidth ? ">" : "")
        var text = "[\(bar)\(String(repeating: " ", count: max(0, barWidth - filled - 1)))] \(done)/\(total)"
        let seconds = elapsed / .seconds(1)
        if done > 0, seconds > 0 {
            let rate = Double(done) / seconds
            let digits = rate < 10 ? (rate * 10).rounded() / 10 : rate.rounded()
            text += "  \(digits < 10 ? "\(digits)" : "\(Int(digits))")/s"
            let left = Int((Double(total - done) / rate).rounded(.up))
            text += "  \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
        }
        return text + "  " + shortened(TerminalText.escaped(item), to: columns - text.count - 3)
    }

    /// The end of a path tells more than its beginning.
    private static func shortened(_ text: String, to columns: Int) -> String {
        guard columns > 3 else { return "" }
        return DisplayWidth.of(text) <= columns ? text : "...\(DisplayWidth.suffix(text, fitting: columns - 3))"
    }
}
