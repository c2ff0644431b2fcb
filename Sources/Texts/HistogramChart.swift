package import Platform

/// Bars for the rows of a histogram.
package struct HistogramChart {
    private let columns: Int
    private let bar: Bar

    /// - Parameter columns: the width of a line.
    package init(columns: Int, environment: Environment) {
        self.columns = columns
        bar = Bar(environment: environment)
    }

    /// `0.5 - 1 ms  ████████▌  17`
    package func lines(_ rows: [LogLinearHistogram.Row]) -> [String] {
        let most = rows.map(\.count).max() ?? 0
        guard most > 0 else { return [] }
        func text(_ number: Double) -> String { TimeText.number(number, fractionDigits: 4) }
        let labels = rows.map { "\(text($0.lower)) - \(text($0.upper)) ms" }
        // Two blanks on both sides of the bar.
        let width = (labels.map(\.utf8.count).max() ?? 0) + "\(most)".utf8.count + 4
        let room = max(8, columns - width)
        var table = TextTable([.right, .right, .left])
        for (row, label) in zip(rows, labels) {
            table.add([
                label, row.count > 0 ? "\(row.count)" : "-", bar.text(Double(row.count) / Double(most), room: room),
            ])
        }
        return table.lines
    }
}
