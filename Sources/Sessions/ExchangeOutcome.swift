package import IPCFraming
import InspectProtocol

/// What came of a request, in one word.
package enum ExchangeOutcome: Hashable, Sendable {
    /// An answer that is ok by the rule of the session; also that none was to come.
    case ok
    /// One that is an error by that rule.
    case error
    /// No whole response.
    case failed(FailureCode)
    /// A line that a person wrote without a response.
    case unknown

    /// - Parameters:
    ///   - reply: what the answer means; `nil` when none came.
    ///   - isSilent: whether none was to come.
    init(_ error: FailureCode?, _ reply: Reply?, isSilent: Bool) {
        switch (error, reply) {
        case (let error?, _): self = .failed(error)
        case (nil, .ok?): self = .ok
        case (nil, .error?): self = .error
        case (nil, nil): self = isSilent ? .ok : .unknown
        }
    }

    package var text: String {
        switch self {
        case .ok: "ok"
        case .error: "error"
        case .failed(let code): code.rawValue
        case .unknown: "unknown"
        }
    }
}

extension RecordedExchange {
    package var outcome: ExchangeOutcome { ExchangeOutcome(error, reply, isSilent: responses != nil) }
}
