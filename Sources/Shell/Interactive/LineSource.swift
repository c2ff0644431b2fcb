/// Where typed lines come from: a line editor, or a test.
package protocol LineSource: HistorySource {
    /// What is wrong with the history's file, if anything.
    var warning: String? { get }

    /// Waits for a line.
    ///
    /// - Parameter prompt: what stands before it.
    func readLine(prompt: String) -> LineInput

    /// Keeps a line for the arrow keys and `history`.
    func remember(_ line: String)
}

/// What came of asking for a line.
package enum LineInput: Hashable, Sendable {
    case line(String)
    /// The user gave the line up.
    case interrupted
    case endOfInput
    /// The line could not be read, and why.
    case failed(String)
}
