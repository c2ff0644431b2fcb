import IPCFraming
import MockCore
package import Sessions
package import Texts
package import WireJSON

/// Which exchanges are meant; what is not said holds for all.
package struct ExchangeFilter: Sendable {
    package enum Outcome: String, CaseIterable, Sendable {
        case ok, error, failed
    }

    package var request: RegularExpression?
    package var response: RegularExpression?
    package var outcome: Outcome?
    /// Whether nothing has matched it.
    package var isUnmatched: Bool?
    /// The kind of its source.
    package var source: String?
    package var pointer: JSONPointer?
    /// What stands there, as a text or as JSON; `nil` for whatever does.
    package var value: String?
    /// Only those behind the exchange of this number.
    package var after: Int?

    package init() {}

    /// Whether all are meant.
    package var isEverything: Bool {
        request == nil && response == nil && outcome == nil && isUnmatched == nil && source == nil && pointer == nil
            && after == nil
    }

    /// - Throws: when an expression was given up: what it would have chosen is not known.
    package func includes(_ exchange: LoggedExchange) throws(RegularExpression.LimitExceeded) -> Bool {
        let recorded = exchange.recorded
        if let after, recorded.number <= after { return false }
        if let outcome, outcome != Outcome(recorded.outcome) { return false }
        if let isUnmatched, isUnmatched != (exchange.miss != nil) { return false }
        if let source, source != exchange.source { return false }
        if let request, try !request.matches(recorded.request.bytes) { return false }
        if let response {
            guard let frame = recorded.response, try response.matches(frame.bytes) else { return false }
        }
        if let pointer {
            guard let json = try? JSONParser.parse(recorded.request.bytes), let found = pointer.value(in: json) else {
                return false
            }
            if let value, found.text != value, JSONWriter.compact.text(of: found) != value { return false }
        }
        return true
    }
}

extension ExchangeFilter.Outcome {
    package init(_ outcome: ExchangeOutcome) {
        switch outcome {
        case .ok: self = .ok
        case .error: self = .error
        case .failed, .unknown: self = .failed
        }
    }
}
