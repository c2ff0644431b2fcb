/// A part of the prompt.
package struct PromptSpan: Hashable, Sendable {
    package var text: String
    /// How it is shown where colour is.
    var style: Console.Style?

    init(_ text: String, _ style: Console.Style? = nil) {
        self.text = text
        self.style = style
    }

    /// The escape sequence that turns its style on; empty for none.
    package var escape: String { style?.rawValue ?? "" }
}
