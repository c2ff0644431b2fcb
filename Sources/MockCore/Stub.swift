import IPCFraming
package import Sessions
package import Texts
package import WireJSON

/// An answer to all requests of a certain form.
package struct Stub: Sendable {
    private let match: StubMatch
    /// What it asks for, as it stands in its line.
    let matchText: String
    private let answer: RecordedExchange
    private let template: StubTemplate?
    package let fault: Fault.Kind?

    /// - Throws: ``PatternError`` when a pattern, a `${...}`, an error or a fault in it is none.
    package init(_ stub: SessionStub) throws(PatternError) {
        try stub.answer.refuseUnknownError()
        match = try StubMatch(stub.match)
        matchText = JSONWriter.canonical.text(of: stub.match)
        answer = stub.answer
        fault = try Fault.Kind(lineOf: stub.answer)
        // What is not text is sent as it is.
        template = try answer.response.flatMap { String(validating: $0.bytes, as: UTF8.self) }
            .map { text throws(PatternError) in try StubTemplate(text) }
    }

    /// Whether a look at it may take long.
    var hasExpression: Bool { match.hasExpression }

    package var milliseconds: Double { answer.milliseconds }

    /// - Throws: when one of its expressions was given up.
    package func matches(_ request: JSONValue) throws(RegularExpression.LimitExceeded) -> Bool {
        try match.matches(request)
    }

    /// - Parameter number: of the exchange, for `${n}`.
    package func delivery(for request: JSONValue, number: Int) -> Delivery {
        var answer = answer
        if answer.response == nil, answer.error == nil { answer.response = ResponseFrame([]) }
        if let template {
            guard let bytes = template.filled(request: request, number: number) else {
                return Delivery(response: Array("Error: The stub's response would be too large.".utf8))
            }
            answer.response?.bytes = bytes
        }
        return Delivery(answer)
    }
}
