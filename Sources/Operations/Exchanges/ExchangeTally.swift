package import IPCClient
package import InspectProtocol
import Replay

/// How the exchanges of a run came out.
package struct ExchangeTally: Hashable, Sendable {
    package private(set) var ok = 0
    package private(set) var errors = 0
    /// Answered when they had been given up.
    package private(set) var late = 0
    package private(set) var failed = 0

    package var total: Int { ok + errors + late + failed }

    /// - Parameter reply: what the answer means, if one came.
    package mutating func count(_ exchange: Exchange, _ reply: Reply) {
        guard exchange.failure == nil, exchange.response != nil || exchange.messages != nil else {
            if exchange.isAnsweredLate { late += 1 } else { failed += 1 }
            return
        }
        switch reply {
        case .ok: ok += 1
        case .error: errors += 1
        }
    }

    /// `8 exchanges: 6 ok, 2 answered with an error`
    package var text: String {
        var parts = ["\(ok) ok"]
        if errors > 0 { parts.append("\(errors) answered with an error") }
        if late > 0 { parts.append("\(late) answered late") }
        if failed > 0 { parts.append("\(failed) without a response") }
        return "\(total) \(total == 1 ? "exchange" : "exchanges"): \(parts.joined(separator: ", "))"
    }
}
