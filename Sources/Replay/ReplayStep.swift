package import Sessions

/// One exchange of a replay: what to send, when, and what to expect.
package struct ReplayStep {
    /// Which of the files it is from, and the line there.
    package var file: Int
    package var line: Int
    /// Which time the files are gone through, from 0.
    package var pass: Int
    /// As it stands in the file.
    package var recorded: RecordedExchange
    /// The same after substitution: its request is sent, its response is expected.
    package var expected: RecordedExchange
    package var expectation: Expectation
    /// When it is to be sent, counted from the start of the replay; `nil` for at once.
    package var due: Duration?
}
