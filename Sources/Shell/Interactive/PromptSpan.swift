import Rendering

/// A part of the prompt.
package struct PromptSpan: Hashable, Sendable {
    package var text: String
    /// The escape sequence that turns its style on; empty for none.
    package var escape = ""

    init(_ text: String, _ style: Console.Style? = nil) {
        self.text = text
        escape = style?.rawValue ?? ""
    }
}
