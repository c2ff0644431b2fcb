/// Turns written words into the words that a command gets.
struct Expander {
    /// The value of a variable, or `nil` when there is none of that name.
    var value: (String) -> String?
    /// Whether unquoted patterns stand for local files.
    var expandsPatterns: Bool

    func expand(_ words: some Collection<Word>) throws(Failure) -> [String] {
        var result: [String] = []
        for word in words { try expand(word, into: &result) }
        return result
    }

    private func expand(_ word: Word, into result: inout [String]) throws(Failure) {
        if let literal = word.literal {
            result.append(literal)
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
                guard let value = value(name) else {
                    throw .usage("unknown variable '\(name)' ('set \(name) VALUE' makes it)")
                }
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
}
