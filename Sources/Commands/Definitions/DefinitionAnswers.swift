package import MockCore
import Operations
package import ShellLanguage
import Templates
import Texts

/// What the lines `answer` and `after` of a definition say to a mock server.
package enum DefinitionAnswers {
    /// What a mock server answers by these definitions.
    package static func all(_ definitions: Definitions) -> [CommandAnswers] {
        definitions.all.flatMap(answers)
    }

    /// - Throws: ``Failure`` when a file cannot be read.
    static func read(
        _ paths: [String],
        _ catalog: any CommandCatalog
    ) throws(Failure) -> (answers: [CommandAnswers], problems: [String]) {
        var scope = Scope(catalog)
        var problems: [String] = []
        for path in paths {
            do throws(Failure) {
                problems += Program.readDefinitions(try TextFile.text(path), file: path, scope: &scope)
            } catch {
                throw .usage(error.message)
            }
        }
        return (all(scope.definitions), problems)
    }

    private static func answers(_ definition: Definition) -> [CommandAnswers] {
        guard let contents = definition.contents else { return [] }
        return contents.requests.enumerated().compactMap { index, request in
            var answers: [CommandAnswers.Answer] = []
            var delay = Duration.zero
            for line in contents.lines where line.requests == index + 1 {
                if line.word == .after { delay = Self.delay(line) ?? .zero }
                guard line.word == .answer, let (condition, template) = try? parts(line, definition) else { continue }
                answers.append(CommandAnswers.Answer(condition: condition, template: template, delay: delay))
            }
            return answers.isEmpty
                ? nil : CommandAnswers(name: definition.name, request: request.template, answers: answers)
        }
    }

    /// `after 2s`
    static func delay(_ line: DefinitionLine) -> Duration? {
        line.plainText.flatMap(DurationText.parse)
    }

    static func problems(with line: DefinitionLine, in definition: Definition) -> [(SourcePosition, String)] {
        guard line.requests > 0 else {
            return [(line.position, "'answer' stands behind the 'request' that it answers")]
        }
        do throws(TemplateProblems) {
            _ = try parts(line, definition)
            return []
        } catch {
            return error.problems.map { (line.textPosition.moved($0), "answer: \($0.message)") }
        }
    }

    /// `answer TEMPLATE`, `answer when CONDITION TEMPLATE`
    private static func parts(
        _ line: DefinitionLine,
        _ definition: Definition
    ) throws(TemplateProblems) -> (AnswerCondition?, AnswerTemplate) {
        let text = line.text ?? ""
        var names = CommandAnswers.names
        for parameter in definition.parameters { names.append(parameter.templateName) }
        let suggest = { (name: String) in Suggestion.text(for: name, among: names.map(\.name)) }
        let resolve = { (name: String) in names.last { $0.name == name } }
        var template = text[...]
        var condition: AnswerCondition?
        if text.hasPrefix("when "), case let rest = text.dropFirst("when ".count) {
            do throws(TemplateProblems) {
                let read = try AnswerCondition.read(String(rest), names: resolve, suggest: suggest)
                (condition, template) = (read.condition, text.suffix(read.rest.count))
            } catch {
                throw error.moved(by: "when ".count)
            }
        }
        guard !template.isEmpty else {
            throw TemplateProblems([TemplateProblem(line: 1, column: 1, message: "an answer is missing")])
        }
        do throws(TemplateProblems) {
            return (condition, try AnswerTemplate(String(template), names: resolve, suggest: suggest))
        } catch {
            throw error.moved(by: text.unicodeScalars.distance(from: text.startIndex, to: template.startIndex))
        }
    }
}

extension TemplateProblems {
    /// The same in a text that has more characters before it in its first line.
    fileprivate func moved(by characters: Int) -> TemplateProblems {
        var moved = self
        for index in problems.indices where problems[index].line == 1 { moved.problems[index].column += characters }
        return moved
    }
}
