/// What is wrong with a script's text, and where.
struct SyntaxError: Error, Hashable, Sendable {
    var position: SourcePosition
    var message: String
    /// Whether more lines could make it right.
    var isIncomplete = false
}
