package import IPCClient
package import Sessions

/// A recorded exchange, and what came when it was sent again.
package struct ReplayResult: Sendable {
    /// What a replayed exchange counts as.
    package enum Verdict: String, Hashable, Sendable {
        /// As recorded.
        case same
        /// A response, but another one.
        case different
        /// No whole response, where one was recorded.
        case failed
    }

    package let recorded: RecordedExchange
    package let actual: Exchange
    package let differences: [Difference]
    /// Why it is the same though the transports differ, where that needs words.
    package let meaning: String?

    package init(recorded: RecordedExchange, actual: Exchange, differences: [Difference], meaning: String? = nil) {
        self.recorded = recorded
        self.actual = actual
        self.differences = differences
        self.meaning = meaning
    }

    package var verdict: Verdict {
        if differences.isEmpty { return .same }
        return actual.failure == nil ? .different : .failed
    }
}
