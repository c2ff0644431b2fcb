/// Splits a text into commands, and commands into words.
///
/// `;` and line ends separate commands; `#` at a word's start begins a comment; `'...'` is literal, `"..."` has
/// variables, `\"` and `\$`; elsewhere a backslash is one unless it stands before a space or a quote, so that
/// `C:\temp\a.jpg` needs no quotes. An open quote or a `\` at its end continues a line.
///
/// The text may come in pieces: what is open at the end of one goes on with the next, and nothing is read twice.
package struct Lexer {
    /// A command of which more words follow.
    struct OpenStatement {
        let position: SourcePosition
        var words: [Word] = []
        var place = CommandPlace()
        var output: Output?
        /// The `>` whose file comes next.
        var redirection: Redirection?
        /// Whether its raw text, or the command behind its `|`, has begun.
        var tail: Tail?
        /// What its brackets hold, once they are closed.
        var rawText: String?
        var rawPosition: SourcePosition?
        /// The tail that begins where the options before it end.
        var nextTail: BracketTail?
        /// The comment right above it.
        var comment: [String] = []
    }

    /// `>` or `>>`, and where it stands.
    struct Redirection {
        var appends: Bool
        var position: SourcePosition

        var sign: String { appends ? ">>" : ">" }
    }

    enum Tail {
        case raw(RawTail)
        case pipe(PipeTail)
        case bracket(BracketTail)
    }

    // UTF-8. All that has a meaning is ASCII, so a text can be cut before and behind it.
    private(set) var bytes: [UInt8] = []
    var index = 0
    /// Whether all of the text is there.
    private(set) var isAtEnd = false
    /// Habits of other shells that mean something else here, or nothing.
    private(set) var problems: [SyntaxError] = []

    // What is open where the text ends so far.
    private var openStatement: OpenStatement?
    var openWord: OpenWord?
    private var openJoint: (joint: Statement.Joint, position: SourcePosition)?
    /// The lines of the last comment, and the line that it ends in.
    private(set) var comment: (lines: [String], end: Int) = ([], 0)

    private let file: String?
    private var line: Int
    // How many characters stand in this line before a byte; counted on from position to position.
    private var countedIndex = 0
    private var countedCharacters = 0

    /// - Parameters:
    ///   - file: the script's path, for messages.
    ///   - firstLine: the number of the first line.
    init(file: String? = nil, firstLine: Int = 1, comment: [String] = []) {
        self.file = file
        line = firstLine
        self.comment = (comment, firstLine - 1)
    }

    /// A lexer for a text that is whole.
    init(_ text: String, file: String? = nil) {
        self.init(file: file)
        append(text)
        finish()
    }

    /// Takes in more of the text: whole lines, each with its LF, unless nothing follows. CR LF counts as a line end.
    mutating func append(_ text: String) {
        if index == bytes.count, !isOpen {
            bytes.removeAll(keepingCapacity: true)
            (index, countedIndex) = (0, 0)
        }
        bytes.append(contentsOf: text.utf8)
    }

    /// Nothing follows.
    mutating func finish() {
        isAtEnd = true
    }

    /// Whether a command has begun and goes on in the next piece.
    var isOpen: Bool { openStatement != nil || openJoint != nil }

    /// All commands of a text.
    ///
    /// - Throws: ``SyntaxError`` with the first thing that is wrong.
    package static func statements(in text: String, file: String? = nil, rawTextNames: Set<String>)
        throws(SyntaxError) -> [Statement]
    {
        var lexer = Lexer(text, file: file)
        var statements: [Statement] = []
        while let statement = try lexer.next(takesRawText: rawTextNames.contains) { statements.append(statement) }
        if let problem = lexer.problems.first { throw problem }
        return statements
    }

    /// The next command, or `nil` at the end of what is there.
    ///
    /// - Parameter takesRawText: whether a command takes the rest of its line as it is.
    /// - Throws: ``SyntaxError``, also when the command goes on in the next piece.
    mutating func next(takesRawText: (String) -> Bool) throws(SyntaxError) -> Statement? {
        var statement: OpenStatement
        if let open = openStatement.take() {
            statement = open
        } else {
            try skipSeparators()
            guard index < bytes.count else { return nil }
            openJoint = nil
            statement = OpenStatement(position: position)
            if comment.end == line - 1 { statement.comment = comment.lines }
        }
        do throws(SyntaxError) {
            return try read(&statement, takesRawText)
        } catch {
            if error.isIncomplete, !isAtEnd { openStatement = statement } else { openWord = nil }
            throw error
        }
    }

    private mutating func read(
        _ statement: inout OpenStatement,
        _ takesRawText: (String) -> Bool
    ) throws(SyntaxError) -> Statement {
        while true {
            if case .bracket(var tail)? = statement.tail {
                defer { if statement.tail != nil { statement.tail = .bracket(tail) } }
                (statement.rawText, statement.rawPosition) = try read(&tail)
                statement.tail = nil
                continue
            }
            if let tail = statement.tail { return try read(tail, &statement) }
            if openWord == nil {
                try skipBlanks()
                if statement.place.isCommand, statement.redirection == nil, isSystemCommand {
                    statement.words.append(Word(parts: [.text("!", isQuoted: false)], position: position))
                    return finished(statement, rawText: systemCommand())
                }
                if let tail = statement.nextTail, tail.kind != .template || isTemplateStart {
                    statement.nextTail = nil
                    statement.tail = .bracket(tail)
                    continue
                }
                switch takeOperator(&statement) {
                case .none: break
                case .taken: continue
                case .joint(let joint): return finished(statement, joint: joint)
                }
            }
            guard let word = try nextWord() else { return finished(statement) }
            if let redirection = statement.redirection.take() {
                statement.output = .file(word, appends: redirection.appends)
                continue
            }
            statement.words.append(word)
            let name = statement.place.isCommand || statement.place.isPrefix ? word.literal ?? "" : ""
            if statement.place.isCommand {
                if takesRawText(name) { statement.tail = .raw(RawTail()) } else { statement.nextTail = Self.tail(of: name) }
            }
            statement.place.pass(name)
        }
    }

    private mutating func read(_ tail: Tail, _ statement: inout OpenStatement) throws(SyntaxError) -> Statement {
        switch tail {
        case .raw(var raw):
            defer { statement.tail = .raw(raw) }
            return finished(statement, rawText: try read(&raw))
        case .pipe(var pipe):
            defer { statement.tail = .pipe(pipe) }
            statement.output = .command(try read(&pipe))
            return finished(statement)
        case .bracket: return finished(statement)
        }
    }

    private mutating func finished(
        _ open: OpenStatement,
        rawText: String? = nil,
        joint: Statement.Joint? = nil
    ) -> Statement {
        if let redirection = open.redirection {
            report("a file is missing behind '\(redirection.sign)'", at: redirection.position)
        }
        return Statement(
            words: open.words,
            rawText: rawText ?? open.rawText,
            rawPosition: open.rawPosition,
            output: open.output,
            joint: joint,
            position: open.position,
            comment: open.comment
        )
    }

    /// Remembers that the command behind a `&&` or `||` is still to come.
    mutating func open(_ joint: Statement.Joint, at position: SourcePosition) {
        openJoint = (joint, position)
    }

    /// Goes on behind the line of an error.
    mutating func skipLine() {
        while index < bytes.count, lineEnd() == nil { index += 1 }
    }

    // MARK: Problems

    /// Notes what is wrong and does not keep the rest from being read.
    mutating func report(_ message: String, at position: SourcePosition) {
        problems.append(SyntaxError(position: position, message: message))
    }

    mutating func takeProblems() -> [SyntaxError] {
        defer { problems = [] }
        return problems
    }

    // MARK: Cursor

    /// Where the cursor is. Positions must be asked for in their order.
    var position: SourcePosition {
        mutating get {
            while countedIndex < index {
                // A byte that goes on with a character is none of its own.
                if bytes[countedIndex] & 0xC0 != 0x80 { countedCharacters += 1 }
                countedIndex += 1
            }
            return SourcePosition(file: file, line: line, column: countedCharacters + 1)
        }
    }

    /// The line that the cursor is in.
    var currentLine: Int { line }

    /// The byte here; 0 at the end.
    var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }

    /// The byte so far behind this one; 0 behind the end.
    func byte(_ offset: Int) -> UInt8 {
        index + offset < bytes.count ? bytes[index + offset] : 0
    }

    func text(_ range: Range<Int>) -> String {
        bytes[range].withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// The same for what may hold line ends: each is LF, however it was written.
    func lines(_ range: Range<Int>) -> String {
        guard bytes[range].contains(UInt8(ascii: "\r")) else { return text(range) }
        let unix = range.filter { index in
            bytes[index] != UInt8(ascii: "\r") || index + 1 == range.upperBound
                || bytes[index + 1] != UInt8(ascii: "\n")
        }
        return String(decoding: unix.lazy.map { bytes[$0] }, as: UTF8.self)
    }

    /// Whether the text goes on with a line end, LF or CR LF; its length.
    func lineEnd(at offset: Int = 0) -> Int? {
        switch byte(offset) {
        case UInt8(ascii: "\n"): 1
        case UInt8(ascii: "\r") where byte(offset + 1) == UInt8(ascii: "\n"): 2
        // A CR at the very end belongs to a last line without LF.
        case UInt8(ascii: "\r") where index + offset + 1 == bytes.count: 1
        default: nil
        }
    }

    mutating func skipLineEnd(_ length: Int) {
        index += length
        newLine()
    }

    /// Counts a line that ended just before the cursor.
    mutating func newLine() {
        line += 1
        countedIndex = index
        countedCharacters = 0
    }

    /// Goes back to the end of the line before.
    mutating func stepBack(to end: Int) {
        index = end
        line -= 1
        // Nothing but the line end is read there.
        countedIndex = end
    }

    func missingLine(_ position: SourcePosition) -> SyntaxError {
        SyntaxError(position: position, message: "a line is missing after the \\", isIncomplete: true)
    }

    /// Goes to the next word of the command, which may stand in the next line.
    mutating func skipBlanks() throws(SyntaxError) {
        while index < bytes.count {
            if Self.isBlank(bytes[index]) {
                index += 1
            } else if bytes[index] == UInt8(ascii: "\\"), let length = lineEnd(at: 1) {
                let backslash = position
                skipLineEnd(1 + length)
                if index == bytes.count, !isAtEnd { throw missingLine(backslash) }
            } else {
                return
            }
        }
    }

    private mutating func skipSeparators() throws(SyntaxError) {
        while true {
            try skipBlanks()
            if let length = lineEnd() {
                skipLineEnd(length)
            } else if byte == UInt8(ascii: ";") {
                if let (joint, position) = openJoint.take() { reportMissingCommand(behind: joint.sign, at: position) }
                index += 1
            } else if byte == UInt8(ascii: "#") {
                readComment()
            } else {
                break
            }
        }
        guard index == bytes.count, let (joint, position) = openJoint else { return }
        throw SyntaxError(position: position, message: missingCommand(behind: joint.sign), isIncomplete: true)
    }

    /// Keeps a comment: it may stand above a definition, and explain it.
    private mutating func readComment() {
        let begin = index + 1
        skipLine()
        // The first line of a script that the system runs.
        if begin < bytes.count, bytes[begin] == UInt8(ascii: "!") { return }
        let isAlone = comment.end == line - 1
        let start = begin < index && bytes[begin] == UInt8(ascii: " ") ? begin + 1 : begin
        comment = ((isAlone ? comment.lines : []) + [text(start..<index)], line)
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// Whether `!CMD` begins here; `!!` and `!12` stand for lines typed before.
    private var isSystemCommand: Bool {
        byte == UInt8(ascii: "!") && byte(1) != UInt8(ascii: "!")
            && !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte(1))
    }

    /// What the system's shell is to run: all of the line.
    private mutating func systemCommand() -> String {
        index += 1
        while Self.isBlank(byte) { index += 1 }
        let begin = index
        skipLine()
        return text(begin..<index)
    }
}
