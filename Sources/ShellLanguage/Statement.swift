/// One command as it was written.
package struct Statement: Hashable, Sendable {
    /// The command's name and its arguments.
    package var words: [Word]
    /// The rest of the line, for the commands that take it as it is.
    package var rawText: String?
    package var position: SourcePosition
}
