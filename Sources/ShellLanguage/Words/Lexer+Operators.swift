extension Lexer {
    /// What stands between words, and what it comes to.
    enum Operator {
        case none
        /// It belongs to the command, which goes on.
        case taken
        /// The command ends with it.
        case joint(Statement.Joint)
    }

    /// Takes the operator that begins here, if one does.
    mutating func takeOperator(_ statement: inout OpenStatement) -> Operator {
        switch (byte, byte(1)) {
        case (UInt8(ascii: "&"), UInt8(ascii: "&")): return take(.and, statement)
        case (UInt8(ascii: "|"), UInt8(ascii: "|")): return take(.or, statement)
        case (UInt8(ascii: "|"), let next):
            if next == UInt8(ascii: "&") { refuse(length: 1, "'|&' takes no errors along here: write '|'") }
            takePipe(&statement)
        case (UInt8(ascii: "&"), UInt8(ascii: ">")): refuseRedirection()
        case (UInt8(ascii: "&"), _):
            refuse(length: 1, "'&' runs nothing in the background here: leave it out (in quotes it is text)")
        case (UInt8(ascii: ">"), let next), (UInt8(ascii: "<"), let next):
            // `expect json /result/0 > 3.5`
            if isBehindPointer(statement), Self.isBlank(next) || next == UInt8(ascii: "=") && Self.isBlank(byte(2)) {
                return .none
            }
            if byte == UInt8(ascii: "<") { return takeInput(statement, next) }
            if "&|(".utf8.contains(next) { refuseRedirection() } else { takeRedirection(&statement) }
        case (UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ">")),
            (UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "<")):
            refuseRedirection()
        default: return .none
        }
        return .taken
    }

    private mutating func takeInput(_ statement: OpenStatement, _ next: UInt8) -> Operator {
        // `expect time < 500ms`
        if Self.isBlank(next), statement.words.count > 1, statement.words.last?.plainText == "time" { return .none }
        let length = bytes[index...].prefix { $0 == UInt8(ascii: "<") }.count
        refuse(length: length, "'<' reads no file here: 'raw @FILE' sends one (in quotes it is text)")
        return .taken
    }

    /// Whether a value of a JSON answer is compared here: behind `expect json /a`, `if json /a`, `not json /a`.
    private func isBehindPointer(_ statement: OpenStatement) -> Bool {
        let words = statement.words.suffix(3).map(\.plainText)
        guard words.count == 3, words[1] == "json", words[2]?.first.map({ $0 == "/" }) ?? true else { return false }
        return ["expect", "if", "not"].contains(words[0])
    }

    private mutating func refuse(length: Int, _ message: String) {
        report(message, at: position)
        index += length
    }

    /// `2>`, `>&1`, `&>` and their like, and what they name.
    private mutating func refuseRedirection() {
        let begin = index
        let position = position
        func skip(_ all: String.UTF8View) { while index < bytes.count, all.contains(byte) { index += 1 } }
        skip("0123456789".utf8)
        skip("<>&|(".utf8)
        skip("0123456789".utf8)
        let advice =
            "'> FILE' takes what a command prints; errors go elsewhere behind the call of ipcsh (ipcsh ... 2> FILE)"
        report("'\(text(begin..<index))' does not work here: \(advice)", at: position)
    }

    private mutating func take(_ joint: Statement.Joint, _ statement: OpenStatement) -> Operator {
        let position = position
        index += 2
        guard !statement.words.isEmpty else {
            report("a command is missing before '\(joint.sign)'", at: position)
            return .taken
        }
        open(joint, at: position)
        return .joint(joint)
    }

    private mutating func takeRedirection(_ statement: inout OpenStatement) {
        let redirection = Redirection(appends: byte(1) == UInt8(ascii: ">"), position: position)
        index += redirection.sign.utf8.count
        checkOutput(statement, redirection.sign, at: redirection.position)
        statement.redirection = redirection
    }

    private mutating func checkOutput(_ statement: OpenStatement, _ sign: String, at position: SourcePosition) {
        if statement.words.isEmpty {
            report("a command is missing before '\(sign)'", at: position)
        } else if statement.output != nil || statement.redirection != nil {
            report("what a command prints goes to one place only: one '>' or '|'", at: position)
        }
    }

    // MARK: Pipes

    /// A command of the system's shell, behind a `|`, as far as it is there.
    struct PipeTail {
        fileprivate var sign: SourcePosition
        fileprivate var begin: Int?
        fileprivate var quote: (byte: UInt8, position: SourcePosition)?
        /// How many parentheses are open: a `;` in them is the other shell's.
        fileprivate var depth = 0
    }

    private mutating func takePipe(_ statement: inout OpenStatement) {
        let sign = position
        index += 1
        checkOutput(statement, "|", at: sign)
        statement.tail = .pipe(PipeTail(sign: sign))
    }

    /// The rest of the line, up to a `;` that the other shell does not quote.
    mutating func read(_ pipe: inout PipeTail) throws(SyntaxError) -> String {
        if pipe.begin == nil {
            try skipBlanks()
            // It may stand in the next line.
            while let length = lineEnd() {
                skipLineEnd(length)
                try skipBlanks()
            }
            guard index < bytes.count else {
                throw SyntaxError(
                    position: pipe.sign,
                    message: missingCommand(behind: "|"),
                    isIncomplete: true
                )
            }
        }
        let begin = pipe.begin ?? index
        pipe.begin = begin
        while index < bytes.count {
            let byte = bytes[index]
            if let quote = pipe.quote {
                if byte == quote.byte { pipe.quote = nil }
                if byte == UInt8(ascii: "\\"), quote.byte == UInt8(ascii: "\"") { index += 1 }
                step()
                continue
            }
            switch byte {
            case UInt8(ascii: ";") where pipe.depth == 0: return command(begin..<index, pipe)
            case UInt8(ascii: "#") where index == begin || Self.isBlank(bytes[index - 1]):
                defer { skipLine() }
                return command(begin..<index, pipe)
            case UInt8(ascii: "'"), UInt8(ascii: "\""): pipe.quote = (byte, position)
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "("): pipe.depth += 1
            case UInt8(ascii: ")"): pipe.depth = max(0, pipe.depth - 1)
            default: if lineEnd() != nil { return command(begin..<index, pipe) }
            }
            step()
        }
        if let quote = pipe.quote {
            let sign = Unicode.Scalar(quote.byte)
            throw SyntaxError(position: quote.position, message: "a \(sign) is missing", isIncomplete: true)
        }
        guard isAtEnd else { throw missingLine(position) }
        return command(begin..<index, pipe)
    }

    /// Passes a byte of another shell's command.
    private mutating func step() {
        guard index < bytes.count else { return }
        // A backslash before CR LF quotes both.
        if byte == UInt8(ascii: "\r"), byte(1) == UInt8(ascii: "\n") { index += 1 }
        index += 1
        if bytes[index - 1] == UInt8(ascii: "\n") { newLine() }
    }

    private mutating func command(_ range: Range<Int>, _ pipe: PipeTail) -> String {
        var end = range.upperBound
        while end > range.lowerBound, Self.isBlank(bytes[end - 1]),
            end - 1 == range.lowerBound || bytes[end - 2] != UInt8(ascii: "\\")
        { end -= 1 }
        if end == range.lowerBound { reportMissingCommand(behind: "|", at: pipe.sign) }
        return lines(range.lowerBound..<end)
    }

    func missingCommand(behind sign: String) -> String { "a command is missing behind '\(sign)'" }

    mutating func reportMissingCommand(behind sign: String, at position: SourcePosition) {
        report(missingCommand(behind: sign), at: position)
    }
}
