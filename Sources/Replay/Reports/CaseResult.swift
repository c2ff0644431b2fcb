/// A replayed exchange in a report.
package struct CaseResult: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case same
        /// Another response than expected; the lines are those of ``DifferenceReport``.
        case different([String])
        /// No whole response; the reason.
        case failed(String)
        /// Not sent; the reason.
        case skipped(String)
    }

    /// The session file.
    package var suite: String
    /// What tells the exchange from the others of the file: `3 image a.jpg`.
    package var name: String
    package var seconds: Double
    package var outcome: Outcome

    package init(suite: String, name: String, seconds: Double, outcome: Outcome) {
        self.suite = suite
        self.name = name
        self.seconds = seconds
        self.outcome = outcome
    }
}
