package import IPCFraming
import InspectProtocol

/// What came of a request, in one word.
package enum ExchangeOutcome: Hashable, Sendable {
    /// `O.k.`
    case ok
    /// `Error: ...`
    case error
    /// A response that is neither.
    case other
    /// No whole response.
    case failed(FailureCode)
    /// A line that a person wrote without a response.
    case unknown

    package var text: String {
        switch self {
        case .ok: "ok"
        case .error: "error"
        case .other: "other"
        case .failed(let code): code.rawValue
        case .unknown: "unknown"
        }
    }
}

extension RecordedExchange {
    package var outcome: ExchangeOutcome {
        if let error { return .failed(error) }
        guard let response else { return .unknown }
        switch Reply(response.bytes) {
        case .ok: return .ok
        case .error: return .error
        case .other: return .other
        }
    }
}
