/// One way of completing a word.
package struct Candidate: Equatable, Sendable {
    /// What takes the place of the completed part, quoted as the shell wants it.
    package var insertion: String

    /// What the list of candidates shows; control characters are escaped when it is printed.
    package var display: String

    /// Whether the word ends here, so that a space follows; a folder's name, for one, does not end it.
    package var isFinal: Bool

    package init(insertion: String, display: String? = nil, isFinal: Bool = true) {
        self.insertion = insertion
        self.display = display ?? insertion
        self.isFinal = isFinal
    }
}
