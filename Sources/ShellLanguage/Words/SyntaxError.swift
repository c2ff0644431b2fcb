/// What is wrong with a script's text, and where.
package struct SyntaxError: Error, Hashable, Sendable {
    package var position: SourcePosition
    package var message: String
    /// Whether more lines could make it right.
    package var isIncomplete = false
}
