/// One command as it was written.
struct Statement: Hashable, Sendable {
    /// The command's name and its arguments.
    var words: [Word]
    /// The rest of the line, for the commands that take it as it is.
    var rawText: String?
    var position: SourcePosition
}
