package import Manual
import Replay

/// Blocks of the manual as HTML.
package struct ManualMarkup {
    /// Where a chapter is, seen from the page; `nil` when there is none of that name.
    private let address: (_ chapter: String) -> String?
    /// What the addresses of sections begin with.
    private let prefix: String

    package init(prefix: String = "", address: @escaping (_ chapter: String) -> String?) {
        self.prefix = prefix
        self.address = address
    }

    package func text(_ blocks: [MarkdownBlock]) -> String { blocks.map(text).joined() }

    /// What stands behind the `#` of a section's address.
    package static func anchor(_ title: String, prefix: String = "") -> String {
        prefix
            + title.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    }

    private func text(_ block: MarkdownBlock) -> String {
        switch block {
        case .heading(let level, let spans):
            let anchor = Self.anchor(spans.plainText, prefix: prefix)
            return "<h\(level) id=\"\(anchor)\">\(text(spans))</h\(level)>\n"
        case .paragraph(let spans): return "<p>\(text(spans))</p>\n"
        case .code(let language, let lines):
            // Line by line: what is no text is shown as an escape, line ends too.
            let code = lines.map(MarkupText.escaped).joined(separator: "\n")
            return "<pre class=\"\(MarkupText.escaped(language))\"><code>\(code)</code></pre>\n"
        case .list(let isOrdered, let items):
            let name = isOrdered ? "ol" : "ul"
            return "<\(name)>\n\(items.map { "<li>\(text($0))</li>\n" }.joined())</\(name)>\n"
        case .table(let header, let rows):
            let head = header.map { "<th>\(text($0))</th>" }.joined()
            let body = rows.map { "<tr>\($0.map { "<td>\(text($0))</td>" }.joined())</tr>\n" }.joined()
            return "<table>\n<tr>\(head)</tr>\n\(body)</table>\n"
        case .insert, .note: return ""
        }
    }

    private func text(_ spans: [MarkdownSpan]) -> String { spans.map(text).joined() }

    private func text(_ span: MarkdownSpan) -> String {
        switch span {
        case .text(let text): return MarkupText.escaped(text)
        case .strong(let text): return "<strong>\(MarkupText.escaped(text))</strong>"
        case .emphasis(let text): return "<em>\(MarkupText.escaped(text))</em>"
        case .link(let text, let target):
            return "<a href=\"\(MarkupText.escaped(target))\">\(MarkupText.escaped(text))</a>"
        case .code(let text):
            let code = "<code>\(MarkupText.escaped(text))</code>"
            // `help quoting` is an address here.
            guard text.hasPrefix("help "), let address = address(String(text.dropFirst(5))) else { return code }
            return "<a href=\"\(MarkupText.escaped(address))\">\(code)</a>"
        }
    }
}
