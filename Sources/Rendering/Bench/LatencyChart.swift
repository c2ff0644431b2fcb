package import Bench
package import Platform
import Texts

/// The times that shares of the exchanges did not exceed, each with a bar.
package struct LatencyChart {
    private static let shares: [(name: String, share: Double)] = [
        ("p10", 0.1), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99),
        ("p99.9", 0.999), ("p99.99", 0.9999), ("max", 1),
    ]

    private let columns: Int
    private let bar: Bar

    /// - Parameter columns: the width of a line.
    package init(columns: Int, environment: Environment) {
        self.columns = columns
        bar = Bar(environment: environment)
    }

    /// `p99  0.21 ms  ████████▌`
    package func lines(_ latencies: LatencyHistogram) -> [String] {
        let longest = latencies.maximum
        guard longest > 0 else { return [] }
        // A thousandth that no exchange stands for says what 'max' does.
        let shares = Self.shares.filter { $0.share == 1 || Double(latencies.count) * (1 - $0.share) > 1 - 1e-9 }
        let rows = shares.map { name, share in
            let time = min(longest, latencies.quantile(share))
            return (name: name, text: "\(TimeText.number(time)) ms", time: time)
        }
        // Two blanks on both sides of the time.
        let width = (rows.map { $0.name.utf8.count }.max() ?? 0) + (rows.map { $0.text.utf8.count }.max() ?? 0) + 4
        let room = max(8, columns - width)
        var table = TextTable([.left, .right, .left])
        for row in rows { table.add([row.name, row.text, bar.text(row.time / longest, room: room)]) }
        return table.lines
    }
}
