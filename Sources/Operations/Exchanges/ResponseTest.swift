package import IPCClient
import IPCFraming
package import InspectProtocol
import Replay
import Sessions
package import Texts

/// What `expect` and `if` ask of the last exchange.
package enum ResponseTest {
    case ok
    case error
    case text(String)
    case matches(RegularExpression)
    case json(JSONTest)
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
        case "json": self = .json(try JSONTest(words.dropFirst()))
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
    /// - Parameters:
    ///   - reply: what the answer means.
    ///   - rule: by which it does.
    /// - Throws: when an expression was given up.
    package func mismatch(
        _ exchange: Exchange,
        _ reply: Reply,
        _ rule: SuccessRule
    ) throws(RegularExpression.LimitExceeded) -> (expected: String, actual: String)? {
        if case .faster(let limit, let text) = self {
            guard exchange.duration >= limit else { return nil }
            return ("time < \(text)", "\(Int((exchange.duration / .milliseconds(1)).rounded(.up)))ms")
        }
        let expected = expected(rule)
        guard exchange.failure == nil, let bytes = exchange.response?.bytes else {
            // None was to come.
            if case .ok = self, exchange.failure == nil, exchange.messages?.isEmpty == true { return nil }
            guard exchange.isAnsweredLate, let late = exchange.response?.bytes else { return (expected, "no response") }
            return (expected, "\"\(TerminalText.excerpt(late))\", too late")
        }
        if case .json(let test) = self { return try test.mismatch(bytes).map { (expected, $0) } }
        return try holds(for: bytes, reply) ? nil : (expected, "\"\(TerminalText.excerpt(bytes))\"")
    }

    private func holds(for response: [UInt8], _ reply: Reply) throws(RegularExpression.LimitExceeded) -> Bool {
        switch self {
        case .ok: reply == .ok
        case .error: reply == .error
        case .text(let text): String(decoding: response, as: UTF8.self) == text
        case .matches(let pattern): try pattern.matches(response)
        case .json, .faster: true
        }
    }

    private func expected(_ rule: SuccessRule) -> String {
        switch self {
        case .ok: rule.words(.ok)
        case .error: rule.words(.error)
        case .text(let text): "\"\(text)\""
        case .matches(let pattern): "~ \(pattern.source)"
        case .json(let test): test.text
        case .faster(_, let text): "time < \(text)"
        }
    }
}
