/// How a table is written for other programs.
package enum TableFormat {
    /// RFC 4180, but for the line ends: LF, which all that read CSV take, while `cut`, `awk` and `git` would take a CR for
    /// a part of the last column.
    ///
    /// A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or CR as a formula, and a response or a path
    /// comes from elsewhere. The guard puts a `'` before it, which spreadsheets show or drop, but never run.
    case csv(guardsFormulas: Bool)
    /// As GitHub reads it.
    case markdown

    /// The lines above the rows.
    package func header(_ names: [String]) -> [String] {
        switch self {
        case .csv: [row(names)]
        case .markdown: [row(names), "|" + String(repeating: " --- |", count: names.count)]
        }
    }

    package func row(_ cells: [String]) -> String {
        switch self {
        case .csv(let guardsFormulas):
            cells.map { Self.csvCell($0, guardsFormulas) }.joined(separator: ",")
        case .markdown:
            "| " + cells.map(Self.markdownCell).joined(separator: " | ") + " |"
        }
    }

    private static func csvCell(_ text: String, _ guardsFormulas: Bool) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let guarded = guardsFormulas && isFormula ? "'" + text : text
        guard guarded.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return guarded }
        return "\"\(guarded.replacing("\"", with: "\"\""))\""
    }

    /// A backslash before punctuation makes it an ordinary character in Markdown.
    private static func markdownCell(_ text: String) -> String {
        var cell = ""
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                cell += "<br>"
                continue
            }
            if "\\`*_[]<>|~&#$".unicodeScalars.contains(scalar) { cell += "\\" }
            cell.unicodeScalars.append(scalar == "\t" ? " " : scalar)
        }
        return cell
    }
}
