package import Operations
import Texts

/// How far long work has come, in one line that is drawn over and over: `[====>   ] 12/40  8.3/s  0:03 left  a.jpg`.
package enum ProgressLine {
    private static let barWidth = 24

    /// - Parameter columns: the terminal's width.
    package static func text(_ progress: Progress, columns: Int, now: ContinuousClock.Instant = .now) -> String {
        text(
            done: progress.done,
            total: progress.total,
            elapsed: now - progress.start,
            item: progress.item,
            columns: columns
        )
    }

    static func text(done: Int, total: Int, elapsed: Duration, item: String, columns: Int) -> String {
        let filled = total > 0 ? min(barWidth, Int(Double(barWidth) * Double(done) / Double(total))) : 0
        let bar = String(repeating: "=", count: filled) + (filled < barWidth ? ">" : "")
        var text = "[\(bar)\(String(repeating: " ", count: max(0, barWidth - filled - 1)))] \(done)/\(total)"
        let seconds = elapsed / .seconds(1)
        if done > 0, seconds > 0 {
            let rate = Double(done) / seconds
            let digits = rate < 10 ? (rate * 10).rounded() / 10 : rate.rounded()
            text += "  \(digits < 10 ? "\(digits)" : "\(Int(digits))")/s"
            // A century at the most: nobody waits for more.
            let left = Int(min(Double(total - done) / rate, 3e9).rounded(.up))
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
