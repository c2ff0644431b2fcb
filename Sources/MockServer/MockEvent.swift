package import IPCFraming
import InspectProtocol
import WireJSON

/// What happens in a mock server, for its log.
package enum MockEvent: Sendable {
    /// An exchange, with its number counted from 1.
    case exchange(Int, RequestFrame, Answer)
    /// A connection that ended without a whole exchange, and why.
    case broken(String)
    /// The listener failed.
    case trouble(String)
}

extension MockEvent: CustomStringConvertible {
    /// The most bytes of a response that are shown.
    private static let shownBytes = 80

    /// One line, without control characters.
    package var description: String {
        switch self {
        case .exchange(let number, let request, let answer):
            "\(number): \(request.bytes.count) bytes -> \(Self.describe(answer))"
        case .broken(let reason), .trouble(let reason): reason
        }
    }

    private static func describe(_ answer: Answer) -> String {
        switch answer {
        case .response(let text):
            let shown = JSONString(String(decoding: text.prefix(shownBytes), as: UTF8.self)).pythonRepr
            return text.count > shownBytes ? "\(shown)... (\(text.count) bytes)" : shown
        case .silence: return "no response, as it cannot be written in UTF-8"
        case .termination(let termination): return "terminates the vendor's server: \(termination)"
        }
    }
}
