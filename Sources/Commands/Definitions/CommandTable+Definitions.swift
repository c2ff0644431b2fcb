import CommandSpec
package import ShellLanguage
import Texts

extension CommandTable {
    package func command(for definition: Definition) -> any LanguageCommand {
        Command(DefinedCommand(definition))
    }

    package func group(named name: String, _ commands: [any LanguageCommand]) -> any LanguageCommand {
        Command(group: name, commands.compactMap { $0 as? Command })
    }

    package func problems(in definition: Definition) -> [(SourcePosition, String)] {
        var problems: [(SourcePosition, String)] = []
        for parameter in definition.parameters {
            for name in [parameter.short, parameter.name] {
                guard let name, let help = Self.sharedOptions[name] else { continue }
                problems.append((parameter.position, "\(name) is an option of all commands: \(help)"))
            }
        }
        return problems
    }

    /// What the options of all commands do, by their names.
    private static let sharedOptions = Dictionary(
        SharedOptions.group.options.flatMap { option in option.names.map { ($0, option.help) } },
        uniquingKeysWith: { first, _ in first }
    )

    package func problems(with line: DefinitionLine, in definition: Definition) -> [(SourcePosition, String)] {
        switch line.word {
        case .answer: DefinitionAnswers.problems(with: line, in: definition)
        case .after:
            DefinitionAnswers.delay(line) == nil ? [(line.position, "after: a time is expected: 'after 2s'")] : []
        case .ok, .error, .messages, .until: AnswerTerms.problem(with: line).map { [(line.position, $0)] } ?? []
        }
    }
}
