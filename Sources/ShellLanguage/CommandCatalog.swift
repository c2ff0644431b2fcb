package import Texts

/// A command, as far as the language has to know it.
package protocol LanguageCommand: Sendable {
    var name: String { get }
    /// Whether patterns among its words stand for local files.
    var expandsPatterns: Bool { get }
    /// Whether it takes the rest of its line as it is.
    var takesRawText: Bool { get }
    /// Whether it looks at what the server answered: an error right before it is judged then.
    var judgesResponse: Bool { get }

    /// Looks at arguments before anything runs.
    ///
    /// - Parameter words: `nil` for those that only the run will tell.
    /// - Throws: ``Failure`` as running it would.
    func check(_ words: [String?], rawText: String?) throws(Failure)
}

/// The commands that there are.
package protocol CommandCatalog: Sendable {
    func command(named name: String) -> (any LanguageCommand)?
    /// All of them, the language's own keywords too, for suggestions.
    var names: [String] { get }
    /// The commands that take the rest of their line as it is.
    var rawTextNames: Set<String> { get }

    /// Looks at what an `if` asks of the last response: `ok`, `~ REGEX`, `time < 1s`.
    ///
    /// - Throws: ``Failure`` as judging by it would.
    func checkResponseTest(_ words: [String]) throws(Failure)
}
