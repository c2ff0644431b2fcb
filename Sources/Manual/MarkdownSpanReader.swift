/// Reads what stands within a paragraph. A mark that is not closed is text.
struct MarkdownSpanReader {
    private var rest: Substring
    private var spans: [MarkdownSpan] = []
    private var text = ""

    static func spans(_ text: Substring) -> [MarkdownSpan] {
        var reader = MarkdownSpanReader(rest: text)
        while !reader.rest.isEmpty { reader.step() }
        reader.endText()
        return reader.spans
    }

    private init(rest: Substring) {
        self.rest = rest
    }

    private mutating func step() {
        if let code = take(between: String(repeating: "`", count: rest.prefix { $0 == "`" }.count)) {
            // A blank inside separates backquotes of the text from the marks.
            let isPadded = code.hasPrefix(" `") || code.hasSuffix("` ")
            add(.code(isPadded ? String(code.dropFirst().dropLast()) : code))
        } else if let strong = take(between: "**") {
            add(.strong(strong))
        } else if let emphasis = take(between: "*") {
            add(.emphasis(emphasis))
        } else if let link = takeLink() {
            add(link)
        } else {
            text.append(rest.removeFirst())
        }
    }

    /// Takes what stands between two marks, the first of which is next.
    private mutating func take(between mark: String) -> String? {
        guard !mark.isEmpty, rest.hasPrefix(mark) else { return nil }
        let inner = rest.dropFirst(mark.count)
        guard let first = inner.first, mark.hasPrefix("`") || (first != " " && first != "*"),
            let end = inner.firstRange(of: mark)
        else { return nil }
        rest = inner[end.upperBound...]
        return String(inner[..<end.lowerBound])
    }

    private mutating func takeLink() -> MarkdownSpan? {
        guard rest.hasPrefix("["), let middle = rest.firstRange(of: "]("),
            let end = rest[middle.upperBound...].firstIndex(of: ")")
        else { return nil }
        let text = rest[..<middle.lowerBound].dropFirst()
        guard !text.contains("[") else { return nil }
        defer { rest = rest[rest.index(after: end)...] }
        return .link(String(text), to: String(rest[middle.upperBound..<end]))
    }

    private mutating func add(_ span: MarkdownSpan) {
        endText()
        spans.append(span)
    }

    private mutating func endText() {
        if !text.isEmpty { spans.append(.text(text)) }
        text = ""
    }
}
