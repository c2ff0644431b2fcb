import CommandSpec
import Commands
import ShellLanguage
import Texts

@testable import Shell

/// A script that was read whole.
func program(_ text: String) throws -> Program {
    var scope = Scope(CommandTable())
    return try Program(text, file: nil, scope: &scope)
}

/// The words of all commands of a text.
func words(in text: String) throws -> [[String?]] {
    try Lexer.statements(in: text, rawTextNames: CommandTable.rawTextNames).map { $0.words.map(\.plainText) }
}

extension Program.Step {
    /// The command that the step comes to where no variable is set.
    func parsed() throws -> (Command, ParsedArguments) {
        guard case .command(let command, let content) = action, let command = command as? Command else {
            throw Failure(.usage, "no command: \(self)")
        }
        let (named, parsed) =
            switch content {
            case .words(let words, let rawText): try command.parse(words, rawText: rawText)
            case .template: throw Failure(.usage, "a template: \(self)")
            case .open(let words, let rawText):
                try command.parse(
                    try Expander(value: { _ in nil }, expandsPatterns: false).expand(words[...]),
                    rawText: rawText
                )
            }
        guard case .arguments(let arguments) = parsed else { throw Failure(.usage, "help: \(self)") }
        return (named, arguments)
    }
}
