import Texts

/// What stands before the line that is edited.
package struct Prompt: Equatable, Sendable {
    /// A part of the prompt in one style.
    package struct Span: Equatable, Sendable {
        /// Shown with control characters escaped.
        package var text: String

        /// The escape sequence that turns the style on, such as `"\u{1B}[1;32m"`; empty for none.
        package var style: String

        package init(_ text: String, style: String = "") {
            self.text = text
            self.style = style
        }
    }

    package var spans: [Span]

    package init(_ spans: [Span]) {
        self.spans = spans
    }

    package init(_ text: String, style: String = "") {
        self.init([Span(text, style: style)])
    }

    /// Encloses what takes no columns in ``encoded``; escaping keeps it out of texts.
    static let marker: Unicode.Scalar = "\u{1}"

    private static let reset = "\u{1B}[0m"

    /// The text as it is shown, without styles.
    var plainText: String {
        spans.map { TerminalText.escaped($0.text) }.joined()
    }

    /// The prompt as libedit wants it.
    ///
    /// libedit 3.1 drops a marked sequence unless a character that takes up columns follows at once. So sequences are
    /// gathered until one comes, and a prompt that ends in a style gets a space to carry the end of it.
    var encoded: String {
        var result = ""
        var pending = ""
        func append(_ scalar: Unicode.Scalar) {
            if !pending.isEmpty, DisplayWidth.of(scalar) > 0 {
                let marker = String(Self.marker)
                result += marker + pending + marker
                pending = ""
            }
            result.unicodeScalars.append(scalar)
        }
        for (index, span) in spans.enumerated() {
            pending += span.style.unicodeScalars.contains(Self.marker) ? "" : span.style
            let text = TerminalText.escaped(span.text).unicodeScalars
            let endsInSpace = index == spans.count - 1 && text.last == " "
            let body = endsInSpace ? text.dropLast() : text[...]
            body.forEach(append)
            if !span.style.isEmpty { pending += Self.reset }
            if endsInSpace { append(" ") }
        }
        if !pending.isEmpty { append(" ") }
        return result
    }
}
