package import Manual

extension Roff {
    /// The blocks of a chapter; its sections are those of the page.
    package mutating func manual(_ blocks: [MarkdownBlock]) {
        for block in blocks { manual(block) }
    }

    private mutating func manual(_ block: MarkdownBlock) {
        switch block {
        case .heading(level: 3, let spans): subsection(spans.plainText)
        case .heading(_, let spans): section(Self.escaped(spans.plainText).uppercased())
        case .paragraph(let spans):
            line(".PP")
            line(Self.text(spans))
        case .code(_, let lines):
            line(".RS 4")
            verbatim(lines.joined(separator: "\n"))
            line(".RE")
        case .list(let isOrdered, let items):
            for (number, item) in items.enumerated() {
                line(isOrdered ? ".IP \(number + 1). 4" : ".IP \\(bu 2")
                line(Self.text(item))
            }
        case .table(let header, let rows):
            for row in [header].filter({ $0.contains { !$0.isEmpty } }) + rows {
                line(".TP")
                line(Self.text(row.first ?? []))
                line(row.dropFirst().map(Self.text).joined(separator: "\n.br\n"))
            }
        case .insert, .note: break
        }
    }

    private static func text(_ spans: [MarkdownSpan]) -> String {
        let text = spans.map { span in
            switch span {
            case .text(let text), .link(let text, _): escaped(text)
            case .code(let text), .strong(let text): "\\fB\(escaped(text))\\fR"
            case .emphasis(let text): "\\fI\(escaped(text))\\fR"
            }
        }.joined()
        return text.isEmpty ? "\\&" : text
    }
}
