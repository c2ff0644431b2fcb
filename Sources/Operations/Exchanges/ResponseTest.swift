package import IPCClient
import IPCFraming
import InspectProtocol
import Replay
import Sessions
package import Texts

/// What `expect` and `if` ask of the last exchange.
package enum ResponseTest {
    case ok
    case error
    case text(String)
    case matches(RegularExpression)
    case faster(than: Duration, text: String)

    /// - Throws: ``Failure`` when an expression or a time is none.
    package init(_ words: [String]) throws(Failure) {
        switch words.first {
        case "ok" where words.count == 1: self = .ok
        case "error" where words.count == 1: self = .error
        case "~":
            do throws(PatternError) {
                self = .matches(try RegularExpression(words.dropFirst().joined(separator: " ")))
            } catch {
                throw .usage("\(error)")
            }
        case "time" where words.count == 3 && words[1] == "<":
            guard let limit = DurationText.parse(words[2]) else {
                throw .usage("'\(words[2])' is not a time (500ms, 2s)")
            }
            self = .faster(than: limit, text: words[2])
        default: self = .text(words.joined(separator: " "))
        }
    }

    /// What was expected and what came, when that is not the same.
    ///
    /// - Throws: when an expression was given up.
    package func mismatch(
        _ exchange: Exchange
    ) throws(RegularExpression.LimitExceeded) -> (expected: String, actual: String)? {
        if case .faster(let limit, let text) = self {
            guard exchange.duration >= limit else { return nil }
            return ("time < \(text)", "\(Int((exchange.duration / .milliseconds(1)).rounded(.up)))ms")
        }
        guard exchange.failure == nil, let bytes = exchange.response?.bytes else {
            guard exchange.isAnsweredLate, let late = exchange.response?.bytes else { return (expected, "no response") }
            return (expected, "\"\(TerminalText.excerpt(late))\", too late")
        }
        return try holds(for: bytes) ? nil : (expected, "\"\(TerminalText.excerpt(bytes))\"")
    }

    private func holds(for response: [UInt8]) throws(RegularExpression.LimitExceeded) -> Bool {
        switch self {
        case .ok: Reply(response) == .ok
        case .error: Reply(response) == .error
        case .text(let text): String(decoding: response, as: UTF8.self) == text
        case .matches(let pattern): try pattern.matches(response)
        case .faster: true
        }
    }

    private var expected: String {
        switch self {
        case .ok: "\"\(Reply.okText)\""
        case .error: "an error"
        case .text(let text): "\"\(text)\""
        case .matches(let pattern): "~ \(pattern.source)"
        case .faster(_, let text): "time < \(text)"
        }
    }
}
