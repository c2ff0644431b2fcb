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

    /// Whether JSON with names in it stands behind its options.
    var takesTemplate: Bool { get }

    /// Looks at arguments before anything runs.
    ///
    /// - Parameter words: `nil` for those that only the run will tell.
    /// - Throws: ``Failure`` as running it would.
    func check(_ words: [String?], rawText: String?) throws(Failure)
}

extension LanguageCommand {
    package var takesTemplate: Bool { false }
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

    // MARK: Commands of the user's

    /// The command that a definition makes.
    func command(for definition: Definition) -> any LanguageCommand
    /// The command above others: `robot`, of `robot move` and `robot stop`.
    func group(named name: String, _ commands: [any LanguageCommand]) -> any LanguageCommand
    /// What is wrong with the name and the parameters of a definition, and where.
    func problems(in definition: Definition) -> [(SourcePosition, String)]
    /// What is wrong with a line of a definition, and where.
    func problems(with line: DefinitionLine, in definition: Definition) -> [(SourcePosition, String)]
}
