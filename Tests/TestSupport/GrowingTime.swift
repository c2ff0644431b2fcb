/// Tries with more and more time until the outcome is as it should be: for what waits in vain for an end, and sees what
/// comes before it only on a machine that is not too busy.
///
/// - Parameters:
///   - body: what is tried, with its time.
///   - isEnough: whether all has come that was to come in this time.
/// - Returns: the first outcome that is enough, else the last one.
package func withGrowingTime<Outcome>(
    _ body: (Duration) throws -> Outcome,
    until isEnough: (Outcome) -> Bool
) rethrows -> Outcome {
    var time = Duration.milliseconds(100)
    while true {
        let outcome = try body(time)
        if isEnough(outcome) || time > .seconds(20) { return outcome }
        time *= 4
    }
}
