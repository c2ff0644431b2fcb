import Texts

@testable import Shell

/// A part of a word, briefly: what was written plainly, what was quoted, a variable.
func plain(_ text: String) -> Word.Part { .text(text, isQuoted: false) }
func quoted(_ text: String) -> Word.Part { .text(text, isQuoted: true) }
func variable(_ name: String) -> Word.Part { .variable(name, isQuoted: false) }
func quotedVariable(_ name: String) -> Word.Part { .variable(name, isQuoted: true) }

/// The words of all commands of a text, without variables or patterns expanded.
func words(in text: String) throws -> [[String]] {
    try Lexer.statements(in: text).map { statement in
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
    let statements = try Lexer.statements(in: "echo " + text)
    guard statements.count == 1, statements[0].words.count == 2 else {
        throw Failure(.usage, "not one command with one argument: \(statements)")
    }
    return statements[0].words[1].parts
}

/// What is wrong with a text.
func syntaxError(in text: String, moreMayFollow: Bool = false) -> SyntaxError? {
    do throws(SyntaxError) {
        _ = try Lexer.statements(in: text, moreMayFollow: moreMayFollow)
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
    scope: Scope = Scope()
) throws(ProgramError) -> Program {
    var scope = scope
    return try Program(text, file: file, moreMayFollow: moreMayFollow, scope: &scope)
}

/// What is wrong with a script.
func problems(_ text: String, scope: Scope = Scope(variables: [])) -> [String] {
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

    /// The command that the step comes to where no variable is set.
    func command() throws -> any ShellCommand {
        guard case .command(let type, let content) = action else { throw Failure(.usage, "no command: \(self)") }
        let parsed: CommandParser.Parsed
        switch content {
        case .quick(let words, _): parsed = try CommandParser.parse(type, words)
        case .parsed(let result): parsed = result
        case .words(let words, let rawText):
            let words = try Expander(value: { _ in nil }, expandsPatterns: false).expand(words[...])
            parsed = try CommandParser.parse(type, words, rawText: rawText)
        }
        guard case .command(let command) = parsed else { throw Failure(.usage, "help: \(self)") }
        return command
    }
}
