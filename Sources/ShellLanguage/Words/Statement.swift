/// One command as it was written.
package struct Statement: Hashable, Sendable {
    /// What stands between a command and the next one, and makes that depend on this one's status.
    enum Joint: Hashable, Sendable {
        /// `&&`
        case and
        /// `||`
        case or

        var sign: String { self == .and ? "&&" : "||" }
    }

    /// The command's name and its arguments.
    package var words: [Word]
    /// The rest of the line, for the commands that take it as it is.
    package var rawText: String?
    /// Where that begins, where it is known.
    var rawPosition: SourcePosition?
    /// Where its output goes, if it goes elsewhere.
    var output: Output?
    /// How the next command depends on it.
    var joint: Joint?
    package var position: SourcePosition
    /// The comment right above it.
    var comment: [String] = []
    /// Whether something in it means something else in other shells.
    var isMisread = false
}
