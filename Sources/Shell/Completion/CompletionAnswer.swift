/// What could stand where the cursor is.
package struct CompletionAnswer: Hashable, Sendable {
    /// One possibility.
    package struct Candidate: Hashable, Sendable {
        /// What is inserted, quoted as the shell's language needs it.
        package var insertion: String
        /// What a list of candidates shows.
        package var display: String
        /// Whether the word ends with it.
        package var isFinal: Bool
        /// The same as `insertion`, without quotes.
        var plain = ""

        init(insertion: String, display: String, isFinal: Bool, plain: String? = nil) {
            self.insertion = insertion
            self.display = display
            self.isFinal = isFinal
            self.plain = plain ?? display
        }
    }

    /// The part of the line that a candidate replaces, in UTF-8 offsets.
    package var replaced: Range<Int>
    package var candidates: [Candidate]
    /// What the command takes, for when there is no candidate.
    package var usage: String?
}
