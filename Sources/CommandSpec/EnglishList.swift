/// Words in a sentence.
package enum EnglishList {
    /// `bash, zsh or fish`
    package static func text(_ words: [String], _ conjunction: String = "or") -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
    }
}
