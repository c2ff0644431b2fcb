/// Reads programs from lines that come one after the other, each program as soon as its last line has come.
///
/// What is open at a line's end, a quote, a block, a `\`, is kept: every line is read once.
package struct ProgramReader {
    private var parser: ProgramParser?
    /// The number of the next line.
    private var line = 1
    /// The comment that ends just before it: a definition may follow.
    private var comment: [String] = []
    /// Whether something was wrong with the block that is open: it will not run.
    private var isFaulty = false

    package init() {}

    /// Whether what was read so far goes on in the next line.
    package var isOpen: Bool { parser != nil }

    /// Reads lines.
    ///
    /// - Parameters:
    ///   - text: whole lines; their last LF may be missing.
    ///   - scope: what is known before them; asked for only where a program begins.
    /// - Returns: the program that ends with them, or `nil` when it goes on.
    /// - Throws: ``ProgramError`` with all that is wrong in these lines. A block that is open stays so, but will not run.
    package mutating func read(_ text: String, scope: () -> Scope) throws(ProgramError) -> Program? {
        var parser = parser.take() ?? ProgramParser(Lexer(firstLine: line, comment: comment), file: nil, scope: scope())
        parser.append(text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n")
        return try finish(&parser)
    }

    /// Ends what is open.
    ///
    /// - Returns: the program that ends here, or `nil` when nothing is open.
    package mutating func end() throws(ProgramError) -> Program? {
        guard var parser = parser.take() else { return nil }
        parser.end()
        return try finish(&parser)
    }

    /// Forgets what is open.
    package mutating func reset() {
        parser = nil
        isFaulty = false
    }

    private mutating func finish(_ parser: inout ProgramParser) throws(ProgramError) -> Program? {
        parser.parse()
        let problems = parser.takeProblems()
        isFaulty = isFaulty || !problems.isEmpty
        let isWhole = !parser.isOpen
        line = parser.nextLine
        comment = parser.lexer.comment.end == line - 1 ? parser.lexer.comment.lines : []
        let program = isWhole && !isFaulty ? Program(steps: parser.steps) : nil
        if isWhole { isFaulty = false } else { self.parser = parser }
        if !problems.isEmpty { throw ProgramError(problems: problems) }
        return program
    }
}
