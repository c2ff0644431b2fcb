package import IPCFraming

/// One way in which an exchange came out otherwise than recorded.
package enum Difference: Hashable, Sendable {
    /// The response's text.
    case response(expected: [UInt8], actual: [UInt8])
    /// What ended the response.
    case ending(expected: ResponseFrame.Ending, actual: ResponseFrame.Ending)
    /// Another failure than the recorded one, or a response in place of a failure; `nil` stands for no failure. What
    /// differs in the responses then follows from it.
    case failure(expected: String?, actual: String?)
    /// The response does not match the line's own regular expression.
    case pattern(String, actual: [UInt8])
}
