import WireJSON

extension ResponseDifference {
    /// Both texts side by side: JSON by member, else by line; what is the same is folded up.
    package var rows: [DifferenceRow] {
        switch form {
        case .members(_, let expected, let actual):
            let (rows, isCut) = JSONSideBySide.rows(expected, actual, comparison)
            let shown = DifferenceRow.folded(rows.map(Self.row))
            return isCut ? shown + [DifferenceRow(.cut)] : shown
        case .lines(let lines): return DifferenceRow.folded(lines.rows)
        case .words:
            let rows = LineDifference(expected, actual).rows
            // A line by itself needs no number.
            return rows.count > 1
                ? rows : rows.map { DifferenceRow($0.kind, $0.expected?.unnumbered, $0.actual?.unnumbered) }
        }
    }

    private static func row(_ row: JSONSideBySide.Row) -> DifferenceRow {
        func line(_ text: String?) -> DifferenceRow.Line? {
            text.map { DifferenceRow.Line(number: nil, text: Array($0.utf8)) }
        }
        let kind: DifferenceRow.Kind =
            if !row.isDifference {
                .same
            } else if row.expected == nil {
                .added
            } else {
                row.actual == nil ? .removed : .changed
            }
        return DifferenceRow(kind, line(row.expected), line(row.actual))
    }
}
