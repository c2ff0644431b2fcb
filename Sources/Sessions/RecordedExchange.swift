package import IPCFraming
package import InspectProtocol
package import WireJSON

/// One line of a session: what was sent and what came of it, to the byte.
package struct RecordedExchange: Hashable, Sendable {
    /// The largest number that all JSON programs read exactly, 2⁵³ - 1.
    static let largestNumber = 1 << 53 - 1

    /// The label that reports and selections use; the order in the file is the truth.
    package var number: Int
    package var request: RequestFrame
    /// The response or, when there is an `error`, the part of it that came; `nil` when not a byte came.
    package var response: ResponseFrame?
    /// All messages that came for the request, where not exactly one did; ``response`` is the last of them then.
    package var responses: [RecordedMessage]? {
        didSet { if let responses { response = responses.last?.frame } }
    }
    /// What went wrong.
    package var error: FailureCode?
    /// Why a WebSocket server closed the connection, behind the response or in its place.
    package var close: WebSocketClose?
    package var attempts = 1
    /// How the response is compared on replay.
    package var expect: JSONValue?
    /// Seconds from the start of the previous exchange to the start of this one.
    package var gap = 0.0
    /// Milliseconds from the start of the exchange to the end of its response.
    package var milliseconds = 0.0
    package var tags: JSONValue?
    package var note: JSONValue?
    /// Keys that this version does not know, kept when a file is rewritten.
    package var others = JSONObject()

    /// What counts as an error, where the line says otherwise than the header.
    package var ownRule: SuccessRule?
    /// What counts as an error by the session's header.
    package var headerRule = SuccessRule.standard

    /// What counts as an error.
    package var rule: SuccessRule { ownRule ?? headerRule }

    /// Has the line say itself what counts as an error, if a header does not.
    package mutating func settle(under header: SuccessRule) {
        let rule = rule
        ownRule = rule == header ? nil : rule.isStandard ? .spelledOut : rule
        headerRule = header
    }

    /// Whether the response came, whole, after the client had given the exchange up.
    package var isAnsweredLate: Bool { responses == nil && Self.isLate(response, error) }

    /// Whether a response that stands beside this failure came, whole, when the client had given the exchange up.
    package static func isLate(_ response: ResponseFrame?, _ error: FailureCode?) -> Bool {
        (response?.ending == .complete || response?.ending == .binary) && (error == .timeout || error == .cancelled)
    }

    package init(number: Int, request: RequestFrame, response: ResponseFrame?, error: FailureCode? = nil) {
        self.number = number
        self.request = request
        self.response = response
        self.error = error
    }
}
