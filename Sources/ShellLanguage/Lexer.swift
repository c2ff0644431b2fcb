/// Splits a text into commands, and commands into words.
///
/// `;` and line ends separate commands; `#` at a word's start begins a comment; `'...'` is literal, `"..."` has
/// variables, `\"` and `\$`; elsewhere a backslash is one unless it stands before a space or a quote, so that
/// `C:\temp\a.jpg` needs no quotes. An open quote or a `\` at its end continues a line.
package struct Lexer {
    // UTF-8. All that has a meaning is ASCII, so a text can be cut before and behind it.
    let bytes: [UInt8]
    let moreMayFollow: Bool
    var index = 0
    /// The commands that take the rest of their line as it is.
    var rawTextNames: Set<String>

    private let file: String?
    private var line: Int
    // How many characters stand in this line before a byte; counted on from position to position.
    private var countedIndex = 0
    private var countedCharacters = 0

    /// - Parameters:
    ///   - text: one or more lines. CR LF counts as a line end.
    ///   - file: the script's path, for messages.
    ///   - firstLine: the number of the first line.
    ///   - moreMayFollow: whether the text comes line by line, so that a `\` at its end asks for another one.
    ///   - rawTextNames: the commands that take the rest of their line as it is.
    init(
        _ text: String,
        file: String? = nil,
        firstLine: Int = 1,
        moreMayFollow: Bool = false,
        rawTextNames: Set<String>
    ) {
        bytes = Array(text.utf8)
        self.file = file
        self.moreMayFollow = moreMayFollow
        self.rawTextNames = rawTextNames
        line = firstLine
    }

    /// All commands of the text.
    package static func statements(
        in text: String,
        file: String? = nil,
        firstLine: Int = 1,
        moreMayFollow: Bool = false,
        rawTextNames: Set<String>
    ) throws(SyntaxError) -> [Statement] {
        var lexer = Lexer(
            text,
            file: file,
            firstLine: firstLine,
            moreMayFollow: moreMayFollow,
            rawTextNames: rawTextNames
        )
        var statements: [Statement] = []
        while let statement = try lexer.next() { statements.append(statement) }
        return statements
    }

    /// The next command, or `nil` at the end of the text.
    mutating func next() throws(SyntaxError) -> Statement? {
        skipSeparators()
        guard index < bytes.count else { return nil }
        let start = position
        var words: [Word] = []
        var place = CommandPlace()
        while true {
            skipBlanks()
            if place.isCommand, isSystemCommand {
                words.append(Word(parts: [.text("!", isQuoted: false)], position: position))
                return Statement(words: words, rawText: systemCommand(), position: start)
            }
            guard let word = try nextWord() else { return Statement(words: words, rawText: nil, position: start) }
            words.append(word)
            let name = place.isCommand || place.isPrefix ? word.literal ?? "" : ""
            if place.isCommand, rawTextNames.contains(name) {
                return Statement(words: words, rawText: try rawText(), position: start)
            }
            place.pass(name)
        }
    }

    /// Goes on behind the line of an error.
    mutating func skipLine() {
        while index < bytes.count, lineEnd() == nil { index += 1 }
    }

    /// Whether `!CMD` begins here; `!!` and `!12` stand for lines typed before.
    private var isSystemCommand: Bool {
        byte == UInt8(ascii: "!") && byte(1) != UInt8(ascii: "!")
            && !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte(1))
    }

    /// What the system's shell is to run: all of the line.
    private mutating func systemCommand() -> String {
        index += 1
        skipBlanks()
        let begin = index
        skipLine()
        return text(begin..<index)
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

    /// The byte here; 0 at the end.
    var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }

    /// The byte so far behind this one; 0 behind the end.
    func byte(_ offset: Int) -> UInt8 {
        index + offset < bytes.count ? bytes[index + offset] : 0
    }

    func text(_ range: Range<Int>) -> String {
        bytes[range].withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
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

    /// Whether the `\` here ends a text that another line may follow.
    var asksForLine: Bool {
        moreMayFollow && (index + 1 == bytes.count || byte(1) == UInt8(ascii: "\r") && index + 2 == bytes.count)
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

    mutating func skipBlanks() {
        while index < bytes.count {
            if Self.isBlank(bytes[index]) {
                index += 1
            } else if bytes[index] == UInt8(ascii: "\\"), !asksForLine, let length = lineEnd(at: 1) {
                skipLineEnd(1 + length)
            } else {
                return
            }
        }
    }

    private mutating func skipSeparators() {
        while true {
            skipBlanks()
            if let length = lineEnd() {
                skipLineEnd(length)
            } else if byte == UInt8(ascii: ";") {
                index += 1
            } else if byte == UInt8(ascii: "#") {
                skipLine()
            } else {
                return
            }
        }
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
