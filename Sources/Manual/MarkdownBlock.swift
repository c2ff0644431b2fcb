/// A piece of a page, of the part of Markdown that the chapters are written in.
package enum MarkdownBlock: Equatable, Sendable {
    /// - Parameter level: 1 for the title of a chapter, 2 for a section, 3 for what is within one.
    case heading(level: Int, [MarkdownSpan])
    case paragraph([MarkdownSpan])
    /// - Parameter language: what stands behind the opening fence, such as `console`.
    case code(language: String, [String])
    case list(ordered: Bool, [[MarkdownSpan]])
    case table(header: [[MarkdownSpan]], rows: [[[MarkdownSpan]]])
    /// A place for what the program knows about itself: `<!-- insert: settings -->`.
    case insert(String)
    /// `<!-- KEY: VALUE -->`, which readers do not see.
    case note(key: String, value: String)

    /// Its words, without marks.
    package var plainText: String {
        switch self {
        case .heading(_, let spans), .paragraph(let spans): spans.plainText
        case .code(_, let lines): lines.joined(separator: "\n")
        case .list(_, let items): items.map(\.plainText).joined(separator: "\n")
        case .table(let header, let rows):
            ([header] + rows).map { $0.map(\.plainText).joined(separator: " ") }.joined(separator: "\n")
        case .insert, .note: ""
        }
    }
}

/// A piece of a line.
package enum MarkdownSpan: Equatable, Sendable {
    case text(String)
    case code(String)
    case strong(String)
    case emphasis(String)
    case link(String, to: String)

    package var plainText: String {
        switch self {
        case .text(let text), .code(let text), .strong(let text), .emphasis(let text), .link(let text, _): text
        }
    }
}

extension [MarkdownSpan] {
    package var plainText: String { map(\.plainText).joined() }
}
