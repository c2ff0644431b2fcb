import CommandSpec
import InspectProtocol
import Operations
import ShellLanguage
import Texts

/// What the lines `ok`, `error`, `messages` and `until` of a definition say of the answers to its requests.
struct AnswerTerms: Sendable {
    private var ok: RegularExpression?
    private var error: RegularExpression?
    private var messages: Int?
    private var until: RegularExpression?

    /// - Parameter definition: one that was read whole, without a problem.
    init(_ definition: Definition) {
        for line in definition.contents?.lines ?? [] {
            switch line.word {
            case .answer, .after: break
            case .ok: ok = Self.expression(line)
            case .error: error = Self.expression(line)
            case .messages: messages = Self.count(line)
            case .until: until = Self.expression(line)
            }
        }
    }

    /// Whether they say nothing.
    var isEmpty: Bool { ok == nil && error == nil && messages == nil && until == nil }

    /// Lays them over the settings. What an option of the call has chosen stays.
    func apply(_ call: ParsedArguments, to settings: inout Settings) {
        if let ok, call[SharedOptions.okPattern] == nil { settings.rule = settings.rule.with(ok: ok) }
        if let error, call[SharedOptions.errorPattern] == nil { settings.rule = settings.rule.with(error: error) }
        if call[SharedOptions.messages] != nil || call[SharedOptions.until] != nil { return }
        if let messages { settings.messages = messages }
        if let until { settings.until = until }
    }

    /// - Returns: `nil` when nothing is wrong with the line.
    static func problem(with line: DefinitionLine) -> String? {
        let name = line.word.rawValue
        guard let text = line.plainText, !text.isEmpty else {
            let what = line.word == .messages ? "a number" : "an expression"
            return "\(name): \(what) is expected, without variables"
        }
        if line.word == .messages {
            let most = SharedOptions.mostMessages
            return count(line) == nil ? "messages: '\(text)' is not a number from 0 to \(most)" : nil
        }
        do throws(PatternError) {
            _ = try RegularExpression(text)
            return nil
        } catch {
            return "\(name): \(error)"
        }
    }

    private static func count(_ line: DefinitionLine) -> Int? {
        // Without the signs that `Int` also reads.
        guard let text = line.plainText, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int(text).flatMap { $0 <= SharedOptions.mostMessages ? $0 : nil }
    }

    private static func expression(_ line: DefinitionLine) -> RegularExpression? {
        line.plainText.flatMap { try? RegularExpression($0) }
    }
}
