/// What came of a load test.
package struct LoadResult: Sendable {
    package var tally = LoadTally()
    /// From the start to the end of the last exchange.
    package var elapsed = Duration.zero
    /// How many exchanges were due before its end and not sent, since every connection was waiting for its server.
    package var unsent = 0

    package init() {}

    package var seconds: Double { elapsed / .seconds(1) }

    /// Whole responses a second.
    package var throughput: Double { seconds > 0 ? Double(tally.answered) / seconds : 0 }
}
