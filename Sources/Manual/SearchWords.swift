/// The words of a text that can be looked for, each in the form that all its endings have in common.
enum SearchWords {
    private static let silent: Set<Substring> = [
        "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "i", "if", "in",
        "is",
        "it", "its", "me", "my", "of", "on", "or", "out", "so", "that", "the", "their", "then", "there", "this", "to",
        "want", "was", "we", "what", "when", "where", "which", "who", "why", "will", "with", "you", "your",
    ]

    /// Words that mean the same here, without their endings.
    private static let synonyms: [String: String] = [
        "spac": "blank", "secret": "password", "regexp": "regex", "timestamp": "stamp", "hid": "redact",
    ]

    static func all(in text: String) -> [String] {
        text.lowercased().split { !($0.isLetter || $0.isNumber) }.filter { !silent.contains($0) }.map { word in
            let stem = stem(word)
            return synonyms[stem] ?? stem
        }
    }

    /// Without the endings of plural, past and participle: `recordings`, `recorded` and `record` are one.
    private static func stem(_ word: Substring) -> String {
        for ending in ["ings", "ing", "ions", "ion", "ers", "er", "ed", "es", "s", "e"] where word.hasSuffix(ending) {
            let stem = word.dropLast(ending.count)
            if stem.count >= 3 { return String(stem) }
        }
        return String(word)
    }
}
