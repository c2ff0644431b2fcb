/// Where typed lines come from: a line editor, or a test.
package protocol LineSource {
    /// What is wrong with the history's file, if anything, once.
    func takeWarning() -> String?

    /// The lines that were typed, with their numbers, oldest first.
    var lines: [(number: Int, text: String)] { get }

    /// Waits for a line.
    ///
    /// - Parameters:
    ///   - prompt: what stands before it.
    ///   - confirmsPaste: whether several lines that are pasted are shown, and the user asked, before they run.
    func readLine(prompt: [PromptSpan], confirmsPaste: Bool) -> LineInput

    /// Drops the lines of a paste that have not run.
    func forgetPaste()

    /// Has a descriptor watched while a line is waited for.
    ///
    /// - Parameters:
    ///   - descriptor: `nil` for none.
    ///   - handle: takes what can be read there, and gives back what to tell, in lines.
    func watch(_ descriptor: @escaping () -> Int32?, _ handle: @escaping () -> [String])

    /// Keeps a line for the arrow keys and `history`.
    func remember(_ line: String)
}

/// What came of asking for a line.
package enum LineInput: Hashable, Sendable {
    case line(String)
    /// A line that cannot be taken, and why.
    case refused(String)
    /// The user gave the line up.
    case interrupted
    case endOfInput
    /// The line could not be read, and why.
    case failed(String)
}

extension LineSource {
    /// Asks a question; everything but `y` and `yes` means no.
    func confirms(_ question: String) -> Bool {
        let prompt = [PromptSpan("\(question) [y/N] ")]
        guard case .line(let answer) = readLine(prompt: prompt, confirmsPaste: false) else { return false }
        return ["y", "yes"].contains(answer.lowercased().filter { $0 != " " })
    }
}
