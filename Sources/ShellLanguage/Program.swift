package import Templates

/// A script that was read whole: its commands, checked as far as can be before they run.
///
/// Blocks are jumps between steps, so that running them takes no stack however deep they nest.
package struct Program: Sendable {
    /// One thing to do, at the place that wants it.
    package struct Step: Sendable {
        package var position: SourcePosition
        package var action: Action
    }

    package enum Action: Sendable {
        case command(any LanguageCommand, Content)
        /// Goes on with the next step if the condition holds, else with `otherwise`; at `end` if it cannot be judged.
        case branch(Condition, otherwise: Int, end: Int)
        /// `&&`: goes on with the next step if the last status was 0, else with `otherwise`.
        case and(otherwise: Int)
        /// `||`: goes on with the next step if the last status was not 0, else with `otherwise`.
        case or(otherwise: Int)
        /// The steps up to `end` are one command, whose output goes elsewhere if `output` says where. No step in it
        /// leads out of it.
        case group(Output?, end: Int)
        case jump(to: Int)
        /// Begins a loop whose ``Action/next(body:)`` stands just before `end`; goes on there if it has nothing to do.
        case loop(Loop, end: Int)
        /// Goes back to the body of the innermost loop while that has more to do.
        case next(body: Int)
        /// Leaves the innermost loop.
        case leave(to: Int)
        /// Makes a command of the user's known.
        case define(Definition, any LanguageCommand)
        /// Leaves the body of a definition, with a status.
        case `return`(Word?)
    }

    /// What a command gets.
    package enum Content: Sendable {
        /// Words, checked: cheap to parse again, and a tenth of the command that they come to.
        case words([String], rawText: String?)
        /// What variables and patterns stand in, to be expanded when it runs.
        case open([Word], rawText: String?)
        /// JSON with names in it, and the options before it.
        case template(RequestTemplate, options: [Word])
    }

    /// What a block is repeated for.
    package enum Loop: Sendable {
        case words(variable: String, [Word])
        case times(Word)
        case watch(interval: Word, count: Word?)
    }

    package var steps: [Step] = []

    init(steps: [Step]) {
        self.steps = steps
    }

    /// - Parameters:
    ///   - text: the script.
    ///   - file: its path, for messages.
    ///   - scope: what is known before it, and then also what it makes known.
    /// - Throws: ``ProgramError`` with everything that is wrong, not only the first.
    package init(_ text: String, file: String?, scope: inout Scope) throws(ProgramError) {
        var parser = ProgramParser(Lexer(text, file: file), file: file, scope: scope)
        parser.parse()
        scope = parser.scope
        if !parser.problems.isEmpty { throw ProgramError(problems: parser.problems) }
        steps = parser.steps
    }

    /// Takes in the definitions of a file in which nothing else stands.
    ///
    /// - Returns: all that is wrong with it; definitions that are right are known all the same.
    package static func readDefinitions(_ text: String, file: String, scope: inout Scope) -> [String] {
        readDefinitions(Lexer(text, file: file), file: file, &scope)
    }

    static func readDefinitions(_ lexer: Lexer, file: String?, _ scope: inout Scope) -> [String] {
        var parser = ProgramParser(lexer, file: file, scope: scope)
        parser.takesOnlyDefinitions = true
        scope = Scope(scope.catalog)
        parser.parse()
        scope = parser.scope
        return parser.problems
    }

    /// The program of one command given as words.
    package init(_ words: [String], scope: Scope) throws(ProgramError) {
        let position = SourcePosition(file: nil, line: 1, column: 1)
        let words = words.map { Word(parts: [.text($0, isQuoted: true)], position: position) }
        var parser = ProgramParser(Lexer(""), file: nil, scope: scope)
        parser.add([Statement(words: words, position: position)])
        parser.parse()
        if !parser.problems.isEmpty { throw ProgramError(problems: parser.problems) }
        steps = parser.steps
    }
}

/// What is wrong with a script.
package struct ProgramError: Error {
    package var problems: [String]
}
