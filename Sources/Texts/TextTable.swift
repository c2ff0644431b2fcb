/// Rows of cells in columns of one width.
package struct TextTable {
    package enum Alignment {
        case left, right
    }

    private let alignments: [Alignment]
    private var rows: [[String]] = []

    /// - Parameter alignments: one for each column.
    package init(_ alignments: [Alignment]) {
        self.alignments = alignments
    }

    /// - Parameter cells: as many as there are columns, or fewer; safe for terminals.
    package mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// The lines, without blanks at their ends.
    package var lines: [String] {
        let widths = alignments.indices.map { column in
            rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { cells in
            var line = ""
            for (column, cell) in cells.enumerated() {
                let blanks = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
                if column > 0 { line += "  " }
                switch alignments[column] {
                case .left: line += cell + blanks
                case .right: line += blanks + cell
                }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
