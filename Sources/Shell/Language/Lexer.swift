/// Splits a text into commands, and commands into words.
///
/// `;` and line ends separate commands; `#` at a word's start begins a comment; `'...'` is literal, `"..."` has
/// variables, `\"` and `\$`; elsewhere a backslash is one unless it stands before a space or a quote, so that
/// `C:\temp\a.jpg` needs no quotes. An open quote or a `\` at its end continues a line.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private let file: String?
    private let moreMayFollow: Bool
    private var index = 0
    private var line: Int
    private var lineStart = 0

    /// - Parameters:
    ///   - text: one or more lines. CR LF counts as a line end.
    ///   - file: the script's path, for messages.
    ///   - firstLine: the number of the first line.
    ///   - moreMayFollow: whether the text comes line by line, so that a `\` at its end asks for another one.
    init(_ text: String, file: String? = nil, firstLine: Int = 1, moreMayFollow: Bool = false) {
        scalars = Array(text.unicodeScalars)
        self.file = file
        self.moreMayFollow = moreMayFollow
        line = firstLine
    }

    /// All commands of the text.
    static func statements(
        in text: String,
        file: String? = nil,
        firstLine: Int = 1,
        moreMayFollow: Bool = false
    ) throws(SyntaxError) -> [Statement] {
        var lexer = Lexer(text, file: file, firstLine: firstLine, moreMayFollow: moreMayFollow)
        var statements: [Statement] = []
        while let statement = try lexer.next() { statements.append(statement) }
        return statements
    }

    /// The next command, or `nil` at the end of the text.
    mutating func next() throws(SyntaxError) -> Statement? {
        skipSeparators()
        guard index < scalars.count else { return nil }
        let start = position
        var words: [Word] = []
        while let word = try nextWord() {
            words.append(word)
            if words.count == 1, let name = word.literal, CommandTable.rawTextNames.contains(name) {
                let text = try rawText()
                return Statement(words: words, rawText: text, position: start)
            }
        }
        return Statement(words: words, rawText: nil, position: start)
    }

    private var position: SourcePosition {
        SourcePosition(file: file, line: line, column: index - lineStart + 1)
    }

    private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        index + offset < scalars.count ? scalars[index + offset] : nil
    }

    /// Whether the text goes on with a line end, LF or CR LF; its length.
    private func lineEnd(at offset: Int = 0) -> Int? {
        if peek(offset) == "\n" { return 1 }
        if peek(offset) == "\r", peek(offset + 1) == "\n" { return 2 }
        // A CR at the very end belongs to a last line without LF.
        return peek(offset) == "\r" && peek(offset + 1) == nil ? 1 : nil
    }

    /// Whether the `\` here ends a text that another line may follow.
    private var asksForLine: Bool {
        moreMayFollow && (peek(1) == nil || peek(1) == "\r" && peek(2) == nil)
    }

    private mutating func skipLineEnd(_ length: Int) {
        index += length
        line += 1
        lineStart = index
    }

    private mutating func skipSeparators() {
        while index < scalars.count {
            if let length = lineEnd() {
                skipLineEnd(length)
            } else if scalars[index] == " " || scalars[index] == "\t" || scalars[index] == ";" {
                index += 1
            } else if scalars[index] == "#" {
                skipComment()
            } else if scalars[index] == "\\", !asksForLine, let length = lineEnd(at: 1) {
                skipLineEnd(1 + length)
            } else {
                return
            }
        }
    }

    private mutating func skipComment() {
        while index < scalars.count, lineEnd() == nil { index += 1 }
    }

    /// The next word of the command, or `nil` at the command's end.
    private mutating func nextWord() throws(SyntaxError) -> Word? {
        skipBlanks()
        guard let first = peek(), first != ";", lineEnd() == nil else { return nil }
        if first == "#" {
            skipComment()
            return nil
        }
        let start = position
        var parts: [Word.Part] = []
        var text = ""
        func flush(_ isQuoted: Bool) {
            if !text.isEmpty { parts.append(.text(text, isQuoted: isQuoted)) }
            text = ""
        }
        while let scalar = peek(), scalar != " ", scalar != "\t", scalar != ";", lineEnd() == nil {
            switch scalar {
            case "'":
                flush(false)
                parts.append(.text(try singleQuoted(), isQuoted: true))
            case "\"":
                flush(false)
                try doubleQuoted(into: &parts)
            case "\\":
                if asksForLine {
                    throw SyntaxError(position: position, message: "a line is missing after the \\", isIncomplete: true)
                } else if let length = lineEnd(at: 1) {
                    skipLineEnd(1 + length)
                } else if let next = peek(1), next == " " || next == "\"" || next == "'" {
                    flush(false)
                    parts.append(.text(String(Character(next)), isQuoted: true))
                    index += 2
                } else {
                    text.unicodeScalars.append(scalar)
                    index += 1
                }
            case "$":
                if let name = try variable() {
                    flush(false)
                    parts.append(.variable(name, isQuoted: false))
                } else {
                    text.unicodeScalars.append(scalar)
                    index += 1
                }
            default:
                text.unicodeScalars.append(scalar)
                index += 1
            }
        }
        flush(false)
        return Word(parts: parts, position: start)
    }

    private mutating func skipBlanks() {
        while index < scalars.count {
            if scalars[index] == " " || scalars[index] == "\t" {
                index += 1
            } else if scalars[index] == "\\", !asksForLine, let length = lineEnd(at: 1) {
                skipLineEnd(1 + length)
            } else {
                return
            }
        }
    }

    private mutating func singleQuoted() throws(SyntaxError) -> String {
        let start = position
        index += 1
        var text = String.UnicodeScalarView()
        while let scalar = peek() {
            index += 1
            if scalar == "'" { return String(text) }
            text.append(scalar)
            if scalar == "\n" { newLine() }
        }
        throw SyntaxError(position: start, message: "a ' is missing", isIncomplete: true)
    }

    private mutating func doubleQuoted(into parts: inout [Word.Part]) throws(SyntaxError) {
        let start = position
        index += 1
        var text = ""
        let countBefore = parts.count
        while let scalar = peek() {
            switch scalar {
            case "\"":
                index += 1
                // An empty pair of quotes makes an empty word.
                if !text.isEmpty || parts.count == countBefore { parts.append(.text(text, isQuoted: true)) }
                return
            case "\\":
                if let next = peek(1), next == "\"" || next == "$" {
                    text.unicodeScalars.append(next)
                    index += 2
                } else {
                    text.unicodeScalars.append(scalar)
                    index += 1
                }
            case "$":
                if let name = try variable() {
                    if !text.isEmpty { parts.append(.text(text, isQuoted: true)) }
                    text = ""
                    parts.append(.variable(name, isQuoted: true))
                } else {
                    text.unicodeScalars.append(scalar)
                    index += 1
                }
            default:
                text.unicodeScalars.append(scalar)
                index += 1
                if scalar == "\n" { newLine() }
            }
        }
        throw SyntaxError(position: start, message: "a \" is missing", isIncomplete: true)
    }

    private mutating func newLine() {
        line += 1
        lineStart = index
    }

    /// The name of the variable that begins here, or `nil` when the `$` is just one.
    private mutating func variable() throws(SyntaxError) -> String? {
        guard let next = peek(1) else { return nil }
        if next == "?" {
            index += 2
            return "?"
        }
        if next == "{" {
            let start = position
            var end = index + 2
            while end < scalars.count, scalars[end] != "}", scalars[end] != "\n" { end += 1 }
            guard end < scalars.count, scalars[end] == "}" else {
                throw SyntaxError(position: start, message: "a } is missing after ${")
            }
            let name = String(String.UnicodeScalarView(scalars[(index + 2)..<end]))
            guard Variables.isName(name) || name == "?" else {
                throw SyntaxError(position: start, message: "'\(name)' is no name of a variable")
            }
            index = end + 1
            return name
        }
        var end = index + 1
        while end < scalars.count, Variables.isNameScalar(scalars[end], isFirst: end == index + 1) { end += 1 }
        guard end > index + 1 else { return nil }
        defer { index = end }
        return String(String.UnicodeScalarView(scalars[(index + 1)..<end]))
    }

    /// The rest of the line and, while its JSON is open, of the lines that follow.
    private mutating func rawText() throws(SyntaxError) -> String {
        skipBlanks()
        let start = position
        var text = String.UnicodeScalarView()
        takeRawOptions(into: &text)
        var nesting = JSONNesting()
        while index < scalars.count {
            if let length = lineEnd() {
                if !nesting.isOpen { break }
                text.append("\n")
                nesting.take("\n")
                skipLineEnd(length)
            } else {
                text.append(scalars[index])
                nesting.take(scalars[index])
                index += 1
            }
        }
        if nesting.isOpen {
            throw SyntaxError(position: start, message: "the JSON is not closed", isIncomplete: true)
        }
        return String(text)
    }

    /// The options that stand before a raw text: `--force {`, `--timeout 5s {`.
    private mutating func takeRawOptions(into text: inout String.UnicodeScalarView) {
        func end(of start: Int) -> Int {
            scalars[start...].firstIndex { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" } ?? scalars.count
        }
        func blanksEnd(_ start: Int) -> Int {
            scalars[start...].firstIndex { $0 != " " && $0 != "\t" } ?? scalars.count
        }
        while peek() == "-", peek(1) == "-" {
            var next = blanksEnd(end(of: index))
            // A word between an option and a container or an option is the option's value.
            if next < scalars.count, !"{[-@\"".unicodeScalars.contains(scalars[next]) {
                let behind = blanksEnd(end(of: next))
                if behind < scalars.count, "{[-".unicodeScalars.contains(scalars[behind]) { next = behind }
            }
            text.append(contentsOf: scalars[index..<next])
            index = next
        }
    }
}
