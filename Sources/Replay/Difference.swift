package import IPCFraming
package import InspectProtocol
package import WireJSON

/// One way in which an exchange came out otherwise than recorded.
package enum Difference: Hashable, Sendable {
    /// The response's text.
    case response(expected: [UInt8], actual: [UInt8])
    /// The value at one place; `nil` where nothing is.
    case value(at: JSONPointer, expected: JSONValue, actual: JSONValue?)
    /// The response is no JSON, and a value in it was expected.
    case noJSON(actual: [UInt8])
    /// How many messages came for the request.
    case messageCount(expected: Int, actual: Int)
    /// One of several messages, counted from 1.
    indirect case message(Int, Difference)
    /// What ended the response.
    case ending(expected: ResponseFrame.Ending, actual: ResponseFrame.Ending)
    /// Another failure than the recorded one, or a response in place of a failure; `nil` stands for no failure. What
    /// differs in the responses then follows from it.
    case failure(expected: FailureCode?, actual: FailureCode?)
    /// The response does not match the line's own regular expression, or that was given up.
    case pattern(String, actual: [UInt8], isGivenUp: Bool = false)
    /// The response does not mean what the line asks for.
    case outcome(expected: Reply, SuccessRule, actual: [UInt8])
    /// The exchange took as long as the line allows, or longer.
    case time(limit: Duration, actual: Duration)
}
