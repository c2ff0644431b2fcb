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
    package var outcome: ExchangeOutcome {
        if let error { return .failed(error) }
        switch reply {
        case .ok?: return .ok
        case .error?: return .error
        case nil: return responses == nil ? .unknown : .ok
        }
    }
}
