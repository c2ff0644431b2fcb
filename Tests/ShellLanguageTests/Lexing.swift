import Templates
import Texts

@testable import ShellLanguage

/// A part of a word, briefly: what was written plainly, what was quoted, a variable.
func plain(_ text: String) -> Word.Part { .text(text, isQuoted: false) }
func quoted(_ text: String) -> Word.Part { .text(text, isQuoted: true) }
func variable(_ name: String) -> Word.Part { .variable(name, isQuoted: false) }
func quotedVariable(_ name: String) -> Word.Part { .variable(name, isQuoted: true) }

/// The words of all commands of a text, without variables or patterns expanded.
func words(in text: String) throws -> [[String]] {
    try Lexer.statements(in: text, rawTextNames: TestCatalog.raw).map { statement in
        statement.words.map { word in
            word.parts.map { part in
                switch part {
                case .text(let text, _): text
                case .variable(let name, _): "${\(name)}"
                }
            }
            .joined()
        }
    }
}

/// The parts of the only argument of the only command.
func argument(_ text: String) throws -> [Word.Part] {
    let statements = try Lexer.statements(in: "echo " + text, rawTextNames: TestCatalog.raw)
    guard statements.count == 1, statements[0].words.count == 2 else {
        throw Failure(.usage, "not one command with one argument: \(statements)")
    }
    return statements[0].words[1].parts
}

/// What is wrong with a text.
func syntaxError(in text: String) -> SyntaxError? {
    do throws(SyntaxError) {
        _ = try Lexer.statements(in: text, rawTextNames: TestCatalog.raw)
        return nil
    } catch {
        return error
    }
}

/// A script that was read whole.
func program(
    _ text: String,
    file: String? = nil,
    scope: Scope = Scope(TestCatalog())
) throws(ProgramError) -> Program {
    var scope = scope
    return try Program(text, file: file, scope: &scope)
}

/// What is wrong with a script.
func problems(_ text: String, scope: Scope = Scope(TestCatalog(), variables: [])) -> [String] {
    do throws(ProgramError) {
        _ = try program(text, file: "s.ipcsh", scope: scope)
        return []
    } catch {
        return error.problems
    }
}

/// The steps of a script, a line each.
func outline(_ text: String) throws(ProgramError) -> [String] {
    try program(text).steps.map(\.description)
}

extension Program.Step: CustomStringConvertible {
    public var description: String {
        switch action {
        case .command(let command, .words(let words, let rawText)):
            ([command.name] + words + (rawText.map { [$0] } ?? [])).joined(separator: " ")
        case .command(let command, .open(let words, _)): "\(command.name) (\(words.count))"
        case .command(let command, .template(let template, let options)):
            "\(command.name) \(options.count) \(template.names.map(\.name).joined(separator: " "))"
        case .define(let definition, _): "define \(definition.usage)"
        case .return(let word): "return \(word?.plainText ?? "")"
        case .branch(_, let otherwise, let end): "branch \(otherwise) \(end)"
        case .and(let otherwise): "and \(otherwise)"
        case .or(let otherwise): "or \(otherwise)"
        case .group(nil, let end): "group \(end)"
        case .group(.command(let command), let end): "group \(end) | \(command)"
        case .group(.file(let word, let appends), let end):
            "group \(end) \(appends ? ">>" : ">") \(word.plainText ?? "...")"
        case .jump(let target): "jump \(target)"
        case .loop(_, let end): "loop \(end)"
        case .next(let body): "next \(body)"
        case .leave(let target): "leave \(target)"
        }
    }

    /// What the step's command gets; `nil` for what is no command.
    var content: Program.Content? {
        if case .command(_, let content) = action { content } else { nil }
    }
}
