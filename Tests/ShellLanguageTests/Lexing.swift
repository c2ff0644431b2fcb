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
func syntaxError(in text: String, moreMayFollow: Bool = false) -> SyntaxError? {
    do throws(SyntaxError) {
        _ = try Lexer.statements(in: text, moreMayFollow: moreMayFollow, rawTextNames: TestCatalog.raw)
        return nil
    } catch {
        return error
    }
}

/// A script that was read whole.
func program(
    _ text: String,
    file: String? = nil,
    moreMayFollow: Bool = false,
    scope: Scope = Scope(TestCatalog())
) throws(ProgramError) -> Program {
    var scope = scope
    return try Program(text, file: file, moreMayFollow: moreMayFollow, scope: &scope)
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

extension Program.Step {
    /// What the step's command gets; `nil` for what is no command.
    var content: Program.Content? {
        if case .command(_, let content) = action { content } else { nil }
    }
}
