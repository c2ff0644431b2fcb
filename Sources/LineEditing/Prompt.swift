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

    /// The text as it is shown, without styles.
    var plainText: String {
        spans.map { TerminalText.escaped($0.text) }.joined()
    }
}
