import CommandSpec
import InspectProtocol
import Operations
import ShellLanguage
import Texts

/// What the lines `ok`, `error`, `messages` and `until` of a definition say of the answers to its requests.
enum AnswerTerms {
    /// The most messages that can be waited for.
    static let mostMessages = 1_000_000

    /// Lays them over the settings. What an option of the call has chosen stays.
    static func apply(_ definition: Definition, _ call: ParsedArguments, to settings: inout Settings) {
        let isCounted = call[SharedOptions.messages] != nil || call[SharedOptions.until] != nil
        for line in definition.contents?.lines ?? [] {
            switch line.word {
            case .answer, .after: break
            case .ok where call[SharedOptions.okPattern] == nil:
                settings.rule = settings.rule.with(ok: expression(line))
            case .error where call[SharedOptions.errorPattern] == nil:
                settings.rule = settings.rule.with(error: expression(line))
            case .messages where !isCounted: settings.messages = count(line)
            case .until where !isCounted: settings.until = expression(line)
            case .ok, .error, .messages, .until: break
            }
        }
    }

    /// Whether a definition has any such line.
    static func areGiven(by definition: Definition) -> Bool {
        definition.contents?.lines.contains { line in
            switch line.word {
            case .ok, .error, .messages, .until: true
            case .answer, .after: false
            }
        } ?? false
    }

    /// - Returns: `nil` when nothing is wrong with the line.
    static func problem(with line: DefinitionLine) -> String? {
        let name = line.word.rawValue
        guard let text = line.plainText, !text.isEmpty else {
            let what = line.word == .messages ? "a number" : "an expression"
            return "\(name): \(what) is expected, without variables"
        }
        if line.word == .messages {
            return count(line) == nil ? "messages: '\(text)' is not a number from 0 to \(mostMessages)" : nil
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
        return Int(text).flatMap { $0 <= mostMessages ? $0 : nil }
    }

    private static func expression(_ line: DefinitionLine) -> RegularExpression? {
        line.plainText.flatMap { try? RegularExpression($0) }
    }
}
