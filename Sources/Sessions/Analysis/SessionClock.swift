/// When the exchanges of a session began, from what its lines tell.
package struct SessionClock: Sendable {
    /// Seconds from the start of the session's first exchange to the start of this one.
    package private(set) var start = 0.0
    /// The same for its end.
    package private(set) var end = 0.0
    private var hasBegun = false
    /// Sums of what stands in a file must not come to infinity, which JSON has no number for.
    private static let longest = 1e300

    package init() {}

    package mutating func advance(by exchange: RecordedExchange) {
        // The first gap is one to a line that is not there any more.
        if hasBegun { start = min(start + exchange.gap, Self.longest) }
        hasBegun = true
        end = start + exchange.milliseconds / 1000
    }
}
