package import Manual
import Texts

/// A chapter for a terminal, or for whatever reads text.
package struct ManualText {
    private let style: TextStyle
    private let columns: Int

    package init(_ style: TextStyle) {
        self.style = style
        // Not wider than is good to read.
        columns = max(40, style.isTerminal ? min(style.columns, 100) : 100)
    }

    /// - Parameter title: what stands above them.
    package func lines(title: String, _ blocks: [MarkdownBlock]) -> [String] {
        lines([.heading(level: 1, [.text(title)])] + blocks)
    }

    package func lines(_ blocks: [MarkdownBlock]) -> [String] {
        var lines: [String] = []
        for block in blocks {
            let next = self.lines(block)
            // A heading stands near what it is for.
            if !lines.isEmpty, !next.isEmpty { lines.append("") }
            lines += next
        }
        return lines
    }

    private func lines(_ block: MarkdownBlock) -> [String] {
        switch block {
        case .heading(level: 1, let spans): [style.styled(spans.plainText, .strong)]
        case .heading(_, let spans): ["## ".prefix(style.usesColor ? 0 : 3) + style.styled(spans.plainText, .strong)]
        case .paragraph(let spans): wrapped(spans, indent: 0)
        case .code(_, let lines): lines.map { $0.isEmpty ? "" : "    \($0)" }
        case .list(let isOrdered, let items): self.lines(items, isOrdered: isOrdered)
        case .table(let header, let rows): table(header, rows)
        case .insert, .note: []
        }
    }

    private func lines(_ items: [[MarkdownSpan]], isOrdered: Bool) -> [String] {
        items.enumerated().flatMap { number, item in
            let mark = isOrdered ? "\(number + 1). " : "- "
            return wrapped(item, indent: mark.count).enumerated().map { index, line in
                (index == 0 ? mark : String(repeating: " ", count: mark.count)) + line
            }
        }
    }

    /// Columns beside each other where they fit; else each row as a name with what belongs to it below.
    private func table(_ header: [[MarkdownSpan]], _ rows: [[[MarkdownSpan]]]) -> [String] {
        let cells = ([header] + rows).map { $0.map(marked) }
        let count = cells.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            cells.map { column < $0.count ? Self.width(of: $0[column]) : 0 }.max() ?? 0
        }
        if widths.reduce(0, +) + 2 * max(0, count - 1) <= columns {
            return cells.map { row in
                row.enumerated().map { column, cell in
                    let isLast = column == row.count - 1
                    return cell + String(repeating: " ", count: isLast ? 0 : widths[column] + 2 - Self.width(of: cell))
                }.joined()
            }
        }
        // A name, and beside it what it means, if the names are short.
        let margin = (widths.first ?? 0) + 2
        if count == 2, margin <= columns / 3 {
            return rows.flatMap { row in
                let name = row.first.map(marked) ?? ""
                return wrapped(row.last ?? [], indent: margin).enumerated().map { index, line in
                    let head = index == 0 ? name : ""
                    return head + String(repeating: " ", count: margin - Self.width(of: head)) + line
                }
            }
        }
        return rows.flatMap { row in
            let rest = row.dropFirst().flatMap { wrapped($0, indent: 6) }.map { "      \($0)" }
            return ["  \(row.first.map(marked) ?? "")"] + rest
        }
    }

    /// A command among words stands in quotes, as it does in our messages; alone, or where it can be seen, it does not.
    private func marked(_ spans: [MarkdownSpan]) -> String {
        spans.map { span in
            switch span {
            case .text(let text), .emphasis(let text), .link(let text, _): return text
            case .strong(let text): return style.styled(text, .strong)
            case .code(let text):
                if style.usesColor { return style.styled(text, .strong) }
                let isWord = !text.contains(" ") && text.contains { $0.isLetter || $0.isNumber }
                return spans.count == 1 || isWord || text.contains("'") ? text : "'\(text)'"
            }
        }.joined()
    }

    /// Lines that fit, behind an indent that is not in them.
    private func wrapped(_ spans: [MarkdownSpan], indent: Int) -> [String] {
        var (lines, line, width) = ([String](), "", 0)
        for word in marked(spans).split(separator: " ") {
            let wordWidth = Self.width(of: word)
            if !line.isEmpty, width + 1 + wordWidth > columns - indent {
                lines.append(line)
                (line, width) = ("", 0)
            }
            if !line.isEmpty {
                line += " "
                width += 1
            }
            line += word
            width += wordWidth
        }
        return lines + [line]
    }

    /// The columns of a text that may hold the escapes of ``TextStyle``.
    private static func width(of text: some StringProtocol) -> Int {
        guard text.utf8.contains(0x1B) else { return DisplayWidth.of(text) }
        return text.split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated().reduce(0) { sum, part in
            let shown = part.offset == 0 ? part.element[...] : part.element.drop { $0 != "m" }.dropFirst()
            return sum + DisplayWidth.of(shown)
        }
    }
}
