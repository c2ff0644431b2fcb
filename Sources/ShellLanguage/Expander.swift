package import Texts

/// Turns written words into the words that a command gets.
package struct Expander {
    /// The value of a variable, or `nil` when there is none of that name.
    package var value: (String) -> String?
    /// What `$1` and so on stand for; where there are none, in what is typed or given by `-c`, a `$1` is one.
    package var arguments: [String]?
    /// Whether unquoted patterns stand for local files.
    package var expandsPatterns: Bool

    package init(value: @escaping (String) -> String?, arguments: [String]? = nil, expandsPatterns: Bool) {
        self.value = value
        self.arguments = arguments
        self.expandsPatterns = expandsPatterns
    }

    package func expand(_ words: some Collection<Word>) throws(Failure) -> [String] {
        var result: [String] = []
        for word in words { try expand(word, into: &result) }
        return result
    }

    /// A word that stays one.
    package func text(_ word: Word) throws(Failure) -> String {
        var text = ""
        for part in word.parts {
            switch part {
            case .text(let piece, _): text += piece
            case .variable(let name, _): text += try variable(name)
            }
        }
        return text
    }

    private func expand(_ word: Word, into result: inout [String]) throws(Failure) {
        if let literal = word.literal {
            result.append(literal)
            return
        }
        if let arguments, word.isArgumentList {
            result += arguments
            return
        }
        var text = ""
        var pattern = ""
        var isPattern = false
        for part in word.parts {
            switch part {
            case .text(let piece, let isQuoted):
                text += piece
                if isQuoted {
                    pattern += Pattern.escape(piece)
                } else {
                    isPattern = isPattern || Pattern.hasWildcard(piece) || pattern.isEmpty && piece.hasPrefix("~")
                    // A backslash is an ordinary character here: C:\scans\*.jpg.
                    pattern += piece.replacing("\\", with: "\\\\")
                }
            case .variable(let name, _):
                let value = try variable(name)
                text += value
                pattern += Pattern.escape(value)
            }
        }
        guard expandsPatterns, isPattern else {
            result.append(text)
            return
        }
        let files = Pattern.files(pattern)
        guard files.isEmpty else {
            result += files
            return
        }
        throw .usage("no file matches '\(text)' (quotes keep it as it is)")
    }

    private func variable(_ name: String) throws(Failure) -> String {
        if Variables.isArgument(name) { return try argument(name) }
        guard let value = value(name) else { throw .usage(Variables.unknown(name)) }
        return value
    }

    private func argument(_ name: String) throws(Failure) -> String {
        guard let arguments else { return name.utf8.count == 1 ? "$\(name)" : "${\(name)}" }
        if name == "#" { return String(arguments.count) }
        guard let number = Variables.argumentNumber(name) else { return arguments.joined(separator: " ") }
        guard number <= arguments.count else {
            throw .usage("argument \(number) is missing: \(arguments.count) given")
        }
        return arguments[number - 1]
    }
}
