import Sessions

/// Bars for the rows of a histogram: of blocks where the locale has them, else of `#`.
struct HistogramChart {
    /// Eighths of a block, from one to eight.
    private static let blocks = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

    private let columns: Int
    private let hasBlocks: Bool

    /// - Parameter columns: the width of a line.
    init(columns: Int, environment: [String: String]) {
        self.columns = columns
        // The first of these that is set decides, as in `setlocale`.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let name = locale.lowercased()
        hasBlocks = name.hasSuffix("utf-8") || name.hasSuffix("utf8")
    }

    /// `0.5 - 1 ms  ████████▌  17`
    func lines(_ rows: [LogLinearHistogram.Row]) -> [String] {
        let most = rows.map(\.count).max() ?? 0
        guard most > 0 else { return [] }
        func text(_ number: Double) -> String { TimeText.number(number, fractionDigits: 4) }
        let labels = rows.map { "\(text($0.lower)) - \(text($0.upper)) ms" }
        // Two blanks on both sides of the bar.
        let width = (labels.map(\.utf8.count).max() ?? 0) + "\(most)".utf8.count + 4
        let room = max(8, columns - width)
        var table = TextTable([.right, .right, .left])
        for (row, label) in zip(rows, labels) {
            table.add([label, row.count > 0 ? "\(row.count)" : "-", bar(row.count, of: most, room: room)])
        }
        return table.lines
    }

    /// What is not nothing has a bar that can be seen.
    private func bar(_ count: Int, of most: Int, room: Int) -> String {
        guard count > 0 else { return "" }
        let share = Double(count) / Double(most) * Double(room)
        guard hasBlocks else { return String(repeating: "#", count: max(1, Int(share.rounded()))) }
        let eighths = max(1, Int((share * 8).rounded()))
        let rest = eighths % 8
        return String(repeating: Self.blocks[7], count: eighths / 8) + (rest > 0 ? Self.blocks[rest - 1] : "")
    }
}
