import Texts

/// A word of a command, before variables and patterns are expanded.
package struct Word: Hashable, Sendable {
    /// A piece of a word. What was quoted is never a pattern.
    package enum Part: Hashable, Sendable {
        case text(String, isQuoted: Bool)
        case variable(String, isQuoted: Bool)

        /// The same, as if it stood in quotes.
        package var quoted: Part {
            switch self {
            case .text(let text, _): .text(text, isQuoted: true)
            case .variable(let name, _): .variable(name, isQuoted: true)
            }
        }
    }

    package var parts: [Part]
    package var position: SourcePosition

    /// The word as it stands, when there is nothing to expand in it.
    package var literal: String? {
        switch parts.count {
        case 0: ""
        case 1:
            if case .text(let text, let isQuoted) = parts[0], isQuoted || !FilePattern.isNeeded(for: text) {
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
            guard case .text(let text, let isQuoted) = part, isQuoted || !FilePattern.isNeeded(for: text) else {
                return nil
            }
            result += text
        }
        return result
    }

    /// The word as it stands, when there is no variable in it; a pattern is text where no files are meant.
    package var plainText: String? {
        var result = ""
        for part in parts {
            guard case .text(let text, _) = part else { return nil }
            result += text
        }
        return result
    }

    /// Whether something unquoted in it may stand for the names of files.
    var hasPattern: Bool {
        parts.contains { part in
            if case .text(let text, isQuoted: false) = part { FilePattern.isNeeded(for: text) } else { false }
        }
    }

    /// Whether it is `$*`, `$@` or `"$@"`, which stand for all arguments, each a word.
    package var isArgumentList: Bool {
        guard parts.count == 1, case .variable(let name, let isQuoted) = parts[0] else { return false }
        return name == "@" || name == "*" && !isQuoted
    }

    /// Whether arguments of a script or alias stand in it.
    package var hasArguments: Bool { variables.contains(where: Variables.isArgument) }

    /// The names of the variables in it.
    package var variables: some Sequence<String> {
        parts.lazy.compactMap { part in
            if case .variable(let name, _) = part { name } else { nil }
        }
    }
}
