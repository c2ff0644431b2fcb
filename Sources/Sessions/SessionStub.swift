package import WireJSON

/// A hand-written line that answers every request of a certain form: `match` stands in the place of `request`.
///
/// Only a mock server uses it; there is nothing in it that could be sent.
package struct SessionStub: Hashable, Sendable {
    /// What a request must hold to be answered by it.
    package var match: JSONValue
    /// All else in the line: the response or error, and the other keys. Its request is empty, and its number 0 when the
    /// line has none.
    package var answer: RecordedExchange

    package init(match: JSONValue, answer: RecordedExchange) {
        self.match = match
        self.answer = answer
    }

    /// Appends the stub as a line of the file, without LF.
    package func appendLine(to line: inout [UInt8]) {
        answer.appendLine(to: &line, match: match)
    }
}
