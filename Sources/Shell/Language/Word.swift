/// A word of a command, before variables and patterns are expanded.
struct Word: Hashable, Sendable {
    /// A piece of a word. What was quoted is never a pattern.
    enum Part: Hashable, Sendable {
        case text(String, isQuoted: Bool)
        case variable(String, isQuoted: Bool)
    }

    var parts: [Part]
    var position: SourcePosition

    /// The word as it stands, when there is nothing to expand in it.
    var literal: String? {
        switch parts.count {
        case 0: ""
        case 1:
            if case .text(let text, let isQuoted) = parts[0], isQuoted || !Pattern.isNeeded(for: text) {
                text
            } else {
                nil
            }
        default: joinedLiteral
        }
    }

    private var joinedLiteral: String? {
        var result = ""
        for part in parts {
            guard case .text(let text, let isQuoted) = part, isQuoted || !Pattern.isNeeded(for: text) else {
                return nil
            }
            result += text
        }
        return result
    }
}
