package import Texts

/// A command as data: what it is called, what it takes, and what is told of it.
///
/// The parser, the checks of scripts, help, completion and the manual are made of nothing else.
package final class CommandSpecification: Sendable {
    /// Looks at values that do not go together.
    ///
    /// - Returns: what is wrong, if anything.
    package typealias Validation = @Sendable (ParsedArguments) -> Failure?

    /// What users type, with the commands above it: `session list`.
    package let name: String
    /// One line.
    package let summary: String
    package let usage: String
    /// Paragraphs.
    package let discussion: String
    package let examples: [String]
    package let arguments: [ArgumentDeclaration]
    package let groups: [OptionGroup]
    package let subcommands: [CommandSpecification]
    /// What may stand behind these words, where no declaration tells.
    package let completes: (@Sendable (_ words: [String]) -> CompletionSource?)?

    /// What a mistake in the words points to; `nil` for the usage.
    let hint: String?
    let validate: Validation?

    /// - Parameters:
    ///   - options: those of this command alone.
    ///   - groups: those that it has in common with others.
    ///   - hint: what a mistake in the words points to, instead of the usage.
    package init(
        _ name: String,
        _ summary: String,
        usage: String? = nil,
        discussion: String = "",
        examples: [String] = [],
        arguments: [any ArgumentParameter] = [],
        options: [any OptionParameter] = [],
        groups: [OptionGroup] = [],
        subcommands: [CommandSpecification] = [],
        hint: String? = nil,
        completes: (@Sendable (_ words: [String]) -> CompletionSource?)? = nil,
        validate: Validation? = nil
    ) {
        self.name = name
        self.summary = summary
        self.usage = usage ?? name
        self.discussion = discussion
        self.examples = examples
        self.arguments = arguments.map(\.declaration)
        self.groups = (options.isEmpty ? [] : [OptionGroup("Options", options)]) + groups
        self.subcommands = subcommands
        self.hint = hint
        self.completes = completes
        self.validate = validate
    }

    /// What is wrong with the words, and what would be right.
    package func failure(_ reason: String) -> Failure {
        .usage(hint.map { "\(reason) (\($0))" } ?? "\(name): \(reason)  usage: \(usage)")
    }

    /// What is wrong with a word that should name a command below this one.
    package func unknownSubcommand(_ word: String) -> Failure {
        let names = subcommands.map(\.lastName)
        let known = names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
        let suggestion = Suggestion.text(for: word, among: names)
        return .usage("\(name): unknown sub-command '\(word)'\(suggestion.isEmpty ? known : suggestion)")
    }

    /// The last word of its name.
    package var lastName: String { name.split(separator: " ").last.map(String.init) ?? name }

    /// The option of this name, `--series` or `-s`.
    ///
    /// They are too few for a dictionary to pay: its keys cost a search through all types of the process, at its start.
    package func option(_ name: String) -> OptionDeclaration? {
        for group in groups {
            if let index = group.options.firstIndex(where: { $0.name == name || $0.short == name }) {
                return group.options[index]
            }
        }
        return nil
    }

    /// Its options, in the order of help.
    package var allOptions: some Sequence<OptionDeclaration> { groups.lazy.flatMap(\.options) }

    /// The one below it that words name, and those words of them that it has not taken.
    package func descend(_ words: ArraySlice<String>) -> (CommandSpecification, ArraySlice<String>) {
        guard let first = words.first, let found = subcommands.first(where: { $0.lastName == first }) else {
            return (self, words)
        }
        return found.descend(words.dropFirst())
    }
}
