package import IPCFraming
package import InspectProtocol

/// One way in which an exchange came out otherwise than recorded.
package enum Difference: Hashable, Sendable {
    /// The response's text.
    case response(expected: [UInt8], actual: [UInt8])
    /// What ended the response.
    case ending(expected: ResponseFrame.Ending, actual: ResponseFrame.Ending)
    /// Another failure than the recorded one, or a response in place of a failure; `nil` stands for no failure. What
    /// differs in the responses then follows from it.
    case failure(expected: FailureCode?, actual: FailureCode?)
    /// The response does not match the line's own regular expression, or that was given up.
    case pattern(String, actual: [UInt8], isGivenUp: Bool = false)
    /// The response does not mean what the line asks for.
    case outcome(expected: Reply, actual: [UInt8])
    /// The exchange took as long as the line allows, or longer.
    case time(limit: Duration, actual: Duration)
}
