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
        definition.parameters.flatMap { parameter in
            [parameter.short, parameter.name].compactMap { name in
                guard let name, let option = SharedOptions.group.options.first(where: { $0.names.contains(name) })
                else { return nil }
                return (parameter.position, "\(name) is an option of all commands: \(option.help)")
            }
        }
    }

    package func problems(with line: DefinitionLine, in definition: Definition) -> [(SourcePosition, String)] {
        switch line.word {
        case .answer: DefinitionAnswers.problems(with: line, in: definition)
        case .after:
            DefinitionAnswers.delay(line) == nil ? [(line.position, "after: a time is expected: 'after 2s'")] : []
        case .ok, .error, .messages, .until: AnswerTerms.problem(with: line).map { [(line.position, $0)] } ?? []
        }
    }
}
