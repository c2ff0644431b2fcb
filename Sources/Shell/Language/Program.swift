/// A script that was read whole: its commands, checked as far as can be before they run.
struct Program {
    /// One command of it.
    struct Step {
        var statement: Statement
        var type: any ShellCommand.Type
        /// The command, where it has no variables and no patterns.
        var command: CommandParser.Parsed?
    }

    var steps: [Step] = []

    /// - Throws: ``ProgramError`` with everything that is wrong, not only the first.
    init(
        _ text: String,
        file: String?,
        firstLine: Int = 1,
        moreMayFollow: Bool = false
    ) throws(ProgramError) {
        let statements: [Statement]
        do throws(SyntaxError) {
            statements = try Lexer.statements(
                in: text,
                file: file,
                firstLine: firstLine,
                moreMayFollow: moreMayFollow
            )
        } catch {
            throw ProgramError(problems: ["\(error.position): \(error.message)"], isIncomplete: error.isIncomplete)
        }
        var problems: [String] = []
        for statement in statements {
            do throws(Failure) {
                steps.append(try Self.step(statement))
            } catch {
                problems.append("\(statement.position): \(error.message)")
            }
        }
        if !problems.isEmpty { throw ProgramError(problems: problems) }
    }

    private static func step(_ statement: Statement) throws(Failure) -> Step {
        guard let word = statement.words.first, let name = word.literal else {
            throw .usage("a command's name has no variables and no patterns")
        }
        let type = try CommandTable.command(named: name)
        var words: [String] = []
        for word in statement.words.dropFirst() {
            guard let literal = word.literal else { return Step(statement: statement, type: type) }
            words.append(literal)
        }
        let command = try CommandParser.parse(type, words, rawText: statement.rawText)
        return Step(statement: statement, type: type, command: command)
    }
}

/// What is wrong with a script.
struct ProgramError: Error {
    var problems: [String]
    /// Whether more lines could make it right.
    var isIncomplete = false
}
