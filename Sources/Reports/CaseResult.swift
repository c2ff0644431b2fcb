package import Replay

/// A case of a report: an exchange of a session, or a script.
package struct CaseResult: Sendable {
    /// Why a case did not pass.
    package struct Trouble: Hashable, Sendable {
        /// A word for machines: `different`, `no-response`, `syntax-error`.
        package var type: String
        /// What went wrong, in one line.
        package var message: String
        /// Everything that there is to say about it.
        package var lines: [String]

        package init(_ type: String, message: String, lines: [String]) {
            self.type = type
            self.message = message
            self.lines = lines
        }
    }

    package enum Outcome: Hashable, Sendable {
        case same
        /// Something else came than was expected.
        case different(Trouble)
        /// Nothing came, or it could not be tried.
        case failed(Trouble)
        /// Not sent; the reason.
        case skipped(String)
    }

    /// The session or script.
    package var suite: String
    package var title: CaseTitle
    package var seconds: Double
    /// How long it took when it was recorded.
    package var recordedSeconds: Double?
    package var outcome: Outcome
    /// What was sent and what differs; nil for what passed, and where only the trouble's lines are known.
    package var difference: ExchangeDifference?
    /// What came, where it is only shown.
    package var response: [UInt8]?
    /// More to say about it, line by line.
    package var note = ""

    package init(
        suite: String,
        title: CaseTitle,
        seconds: Double,
        recordedSeconds: Double? = nil,
        outcome: Outcome,
        difference: ExchangeDifference? = nil
    ) {
        self.suite = suite
        self.title = title
        self.seconds = seconds
        self.recordedSeconds = recordedSeconds
        self.outcome = outcome
        self.difference = difference
    }

    /// What tells it from the others of its suite: `3 image a.jpg`.
    package var name: String { title.text }

    package var trouble: Trouble? {
        switch outcome {
        case .different(let trouble), .failed(let trouble): trouble
        case .same, .skipped: nil
        }
    }
}
