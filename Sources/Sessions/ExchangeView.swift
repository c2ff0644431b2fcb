package import IPCFraming
package import InspectProtocol
package import WireJSON

/// An exchange as it stands in the line of a session, to be looked at while the line is held: what is looked at in a million
/// lines is not copied out of each.
///
/// It is what ``SessionReader/nextExchange()`` gives for the same line.
package struct ExchangeView {
    package let number: Int
    package let request: UnsafeBufferPointer<UInt8>
    package let requestEnding: RequestFrame.Ending
    package let response: UnsafeBufferPointer<UInt8>?
    package let error: FailureCode?
    package let attempts: Int
    /// Seconds from the start of the previous exchange to the start of this one.
    package let gap: Double
    /// Milliseconds from the start of the exchange to the end of its response.
    package let milliseconds: Double
    /// Whether the request and the response are certainly UTF-8, and the request is JSON.
    package let isPlain: Bool
    /// What counts as an error among the answers.
    package let rule: SuccessRule
    /// All of it, where the line holds more than the above.
    private let whole: RecordedExchange?

    /// - Parameter rule: what counts as an error by the session's header; such a line says nothing else.
    init(
        _ line: QuickLine,
        request: UnsafeBufferPointer<UInt8>,
        in bytes: UnsafeBufferPointer<UInt8>,
        rule: SuccessRule
    ) {
        number = line.number
        self.request = request
        requestEnding = .terminator
        response = line.response.map { UnsafeBufferPointer(rebasing: bytes[$0]) }
        error = line.error
        attempts = line.attempts
        gap = line.gap
        milliseconds = line.milliseconds
        isPlain = true
        self.rule = rule
        whole = nil
    }

    init(
        _ exchange: RecordedExchange,
        request: UnsafeBufferPointer<UInt8>,
        response: UnsafeBufferPointer<UInt8>?
    ) {
        number = exchange.number
        self.request = request
        requestEnding = exchange.request.ending
        self.response = response
        error = exchange.error
        attempts = exchange.attempts
        gap = exchange.gap
        milliseconds = exchange.milliseconds
        isPlain = false
        rule = exchange.rule
        whole = exchange
    }

    /// What ended the response; `nil` when none came.
    package var responseEnding: ResponseFrame.Ending? {
        whole.map { $0.response?.ending } ?? (response == nil ? nil : .complete)
    }

    package var close: WebSocketClose? { whole?.close }
    package var note: JSONValue? { whole?.note }

    /// All messages that came for the request, where not exactly one did.
    package var responses: [RecordedMessage]? { whole?.responses }

    /// A copy of it, to be kept.
    package var exchange: RecordedExchange {
        if let whole { return whole }
        var exchange = RecordedExchange(
            number: number,
            request: RequestFrame(Array(request)),
            response: response.map { ResponseFrame(Array($0)) },
            error: error
        )
        (exchange.attempts, exchange.gap, exchange.milliseconds) = (attempts, gap, milliseconds)
        exchange.headerRule = rule
        return exchange
    }

    /// What the response means; `nil` when none came.
    package var reply: Reply? { response.map { rule.reply($0) } }

    /// Whether the server answered with an error, or not as it should.
    package var isError: Bool { whole?.isError ?? (error != nil || reply != .ok) }

    package var outcome: ExchangeOutcome {
        if let error { return .failed(error) }
        switch reply {
        case .ok?: return .ok
        case .error?: return .error
        case nil: return responses == nil ? .unknown : .ok
        }
    }
}

extension RecordedExchange {
    /// Calls `body` with a view of it.
    package func withView<Result>(_ body: (ExchangeView) -> Result) -> Result {
        request.bytes.withUnsafeBufferPointer { request in
            guard let response else { return body(ExchangeView(self, request: request, response: nil)) }
            return response.bytes.withUnsafeBufferPointer { response in
                body(ExchangeView(self, request: request, response: response))
            }
        }
    }
}
