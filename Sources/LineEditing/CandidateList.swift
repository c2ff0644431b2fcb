import Texts

/// The candidates in columns, as `ls` prints names: down the first column, then the next.
struct CandidateList {
    /// More than this would push everything else off the screen.
    static let limit = 100

    private static let gap = 2

    /// The rows without line ends.
    let rows: [String]

    init(_ candidates: [Candidate], columns: Int) {
        let texts = candidates.prefix(Self.limit).map { TerminalText.escaped($0.display) }
        let widths = texts.map { DisplayWidth.of($0) }
        let cell = (widths.max() ?? 0) + Self.gap
        // The last column needs no gap.
        let perRow = max(1, (columns + Self.gap - 1) / cell)
        let rowCount = (texts.count + perRow - 1) / perRow
        var rows = (0..<rowCount).map { row in
            var line = ""
            for index in stride(from: row, to: texts.count, by: rowCount) {
                line += texts[index]
                if index + rowCount < texts.count {
                    line += String(repeating: " ", count: cell - widths[index])
                }
            }
            return line
        }
        if candidates.count > texts.count {
            rows.append("... and \(candidates.count - texts.count) more")
        }
        self.rows = rows
    }
}
