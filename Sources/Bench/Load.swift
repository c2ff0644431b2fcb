package import IPCClient
package import IPCFraming
package import InspectProtocol

/// What a load test sends.
package struct Load: Sendable {
    /// Sent in turn, over and over; at least one.
    package var requests: [RequestFrame]
    /// Where the answer to each of them ends.
    package var answerEnd = AnswerEnd.firstMessage
    /// What counts as an error.
    package var rule = SuccessRule.standard
    /// How many exchanges; `nil` for as many as there is time for.
    package var count: Int?
    /// How long new exchanges begin.
    package var time: Duration?
    /// How many exchanges a second are due; `nil` for each as soon as the one before on its connection has ended.
    package var rate: Double?
    /// Whether to go on although nobody has ever answered.
    package var goesOn = false

    package init(_ requests: [RequestFrame]) {
        self.requests = requests
    }

    /// When an exchange is due, counted from the start: one that is late does not delay those behind it.
    ///
    /// - Parameter number: from 0.
    /// - Returns: `nil` for at once.
    package func due(_ number: Int) -> Duration? {
        // A century at the most: no number must overflow the clock.
        rate.map { .nanoseconds(Int64(min(Double(number) / $0, 3e9) * 1e9)) }
    }

    /// How many exchanges are due within a time; `nil` without a rate.
    package func dueCount(within time: Duration) -> Int? {
        guard let rate else { return nil }
        let due = (rate * (time / .seconds(1))).rounded(.up)
        return min(count ?? .max, due < 1e18 ? Int(due) : .max)
    }
}
