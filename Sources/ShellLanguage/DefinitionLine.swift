import Templates

/// A line of a definition that says something of it, and is no command of its body.
///
/// One more is a case here, and what ``CommandCatalog/problems(with:in:)`` says of it.
package enum DefinitionWord: String, CaseIterable, Sendable {
    /// What a mock server answers to the request above it.
    case answer
    /// How long its answers take.
    case after
    /// What an answer matches that is ok, or an error.
    case ok
    case error
    /// How many messages answer a request, and what the last one matches.
    case messages
    case until
}

/// Such a line as it was written.
package struct DefinitionLine: Sendable {
    package var word: DefinitionWord
    /// What stands behind the word, where that is words.
    package var words: [Word]
    /// What stands behind it as it is, where its brackets hold it together.
    package var text: String?
    /// How many requests stand above it in the definition.
    package var requests: Int
    package var position: SourcePosition
    /// Where its text begins.
    package var textPosition: SourcePosition

    /// The words as one text; `nil` when a variable stands in one.
    package var plainText: String? {
        let texts = words.compactMap(\.plainText)
        return texts.count == words.count ? texts.joined(separator: " ") : nil
    }
}
