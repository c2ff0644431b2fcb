import IPCClient
package import Sessions

/// One exchange of a replay: what to send, when, and what to expect.
///
/// A class, for it is large, and handed on several times.
package final class ReplayStep {
    /// Which of the files it is from, and the line there.
    package let file: Int
    package let line: Int
    /// Which time the files are gone through, from 0.
    package let pass: Int
    /// How the file was recorded.
    package let mode: RecordedMode?
    /// As it stands in the file.
    package let recorded: RecordedExchange
    /// The same after substitution: its request is sent, its response is expected.
    package let expected: RecordedExchange
    package let expectation: Expectation
    /// What the server had sent unasked behind it.
    package let pushed: [RecordedPush]
    /// When it is to be sent, counted from the start of the replay; `nil` for at once.
    package let due: Duration?

    init(
        file: Int,
        line: Int,
        pass: Int,
        mode: RecordedMode?,
        recorded: RecordedExchange,
        expected: RecordedExchange,
        expectation: Expectation,
        pushed: [RecordedPush],
        due: Duration?
    ) {
        self.file = file
        self.line = line
        self.pass = pass
        self.mode = mode
        self.recorded = recorded
        self.expected = expected
        self.expectation = expectation
        self.pushed = pushed
        self.due = due
    }

    /// Where the answer ends: with as many messages as were recorded.
    ///
    /// - Parameter waitsForPushed: also with those that came unasked.
    func answerEnd(waitsForPushed: Bool) -> AnswerEnd {
        AnswerEnd(count: (expected.responses?.count ?? 1) + (waitsForPushed ? pushed.count : 0))
    }
}
