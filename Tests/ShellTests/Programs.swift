import ShellLanguage
import Texts

@testable import Shell

/// A script that was read whole.
func program(_ text: String) throws -> Program {
    var scope = Scope(ShellCatalog())
    return try Program(text, file: nil, scope: &scope)
}

/// The words of all commands of a text.
func words(in text: String) throws -> [[String?]] {
    try Lexer.statements(in: text, rawTextNames: CommandTable.rawTextNames).map { $0.words.map(\.plainText) }
}

extension Program.Step {
    /// The command that the step comes to where no variable is set.
    func command() throws -> any ShellCommand {
        guard case .command(let command, let content) = action, let command = command as? ShellCatalog.Command else {
            throw Failure(.usage, "no command: \(self)")
        }
        let parsed: CommandParser.Parsed
        switch content {
        case .words(let words, let rawText): parsed = try command.parsed(words, rawText: rawText)
        case .open(let words, let rawText):
            let words = try Expander(value: { _ in nil }, expandsPatterns: false).expand(words[...])
            parsed = try command.parsed(words, rawText: rawText)
        }
        guard case .command(let command) = parsed else { throw Failure(.usage, "help: \(self)") }
        return command
    }
}
