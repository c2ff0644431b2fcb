import Commands
import ShellLanguage

/// The words of a line that is being typed, with the one at the cursor apart.
struct TypedWords {
    /// How the word at the cursor is quoted so far.
    enum Quote: Hashable {
        case none, single, double
    }

    /// What the word at the cursor is a part of.
    enum Place: Hashable {
        case command
        /// The file behind a `>` or `>>`.
        case outputFile
        /// A command of the system's shell, behind `|` or `!`.
        case systemCommand
        case comment
    }

    /// A variable's name that is being typed.
    struct Variable: Hashable {
        /// The beginning of the name.
        var name: String
        /// Where that begins, in UTF-8 bytes.
        var start: Int
        /// Whether a brace stands before it.
        var hasBrace: Bool
    }

    /// The words before it, unquoted.
    private(set) var words: [String] = []
    /// The word at the cursor as far as it is typed, unquoted.
    private(set) var current = ""
    /// Where it begins, in UTF-8 bytes, its quote included.
    private(set) var currentStart = 0
    private(set) var quote = Quote.none
    private(set) var place = Place.command
    /// Whether it begins with a `~` that stands for a folder.
    private(set) var beginsWithTilde = false
    /// The variable that it ends in, if it does.
    private(set) var variable: Variable?

    private let bytes: [UInt8]
    private var word: [UInt8] = []
    private var isInWord = false
    private var commandPlace = CommandPlace()
    /// Whether the rest belongs to a command that takes it as it is.
    private var isRaw = false
    /// Whether a `;` ends the command of the system's shell.
    private var isPipe = false
    private let takesRawText: (String) -> Bool

    /// - Parameters:
    ///   - text: the text up to the cursor. Only its last command counts.
    ///   - takesRawText: whether a command takes the rest of its line as it is.
    init(_ text: String, takesRawText: @escaping (String) -> Bool = CommandTable.rawTextNames.contains) {
        bytes = Array(text.utf8)
        self.takesRawText = takesRawText
        var index = 0
        var dollar: Int?
        while index < bytes.count {
            if quote == .none, !isRaw, bytes[index...].starts(with: "\\\n".utf8) {
                index += 2
                continue
            }
            if !isInWord, let length = takeSign(at: index) {
                index += length
                continue
            }
            if !isInWord, !Self.isBlank(bytes[index]), !endsCommand(at: index) {
                isInWord = true
                currentStart = index
            }
            if bytes[index] == UInt8(ascii: "$"), quote != .single, !isRaw { dollar = index }
            index += take(at: index)
        }
        if !isInWord { currentStart = bytes.count }
        current = String(decoding: word, as: UTF8.self)
        beginsWithTilde = isInWord && bytes[currentStart] == UInt8(ascii: "~")
        if let dollar, isInWord, dollar >= currentStart { variable = variableName(behind: dollar) }
    }

    /// A word of another shell, which has taken its quotes off.
    init(unquoted word: String, place: Place = .command, beginsWithTilde: Bool = false) {
        bytes = Array(word.utf8)
        current = word
        self.place = place
        self.beginsWithTilde = beginsWithTilde
        takesRawText = { _ in false }
    }

    /// `--option=VALUE` at the cursor: the option's name, and the words as if the value stood there alone.
    var optionWithValue: (name: String, value: TypedWords)? {
        current.hasPrefix("--") ? assignment : nil
    }

    /// `NAME=VALUE` at the cursor, likewise.
    var assignment: (name: String, value: TypedWords)? {
        guard let equals = current.firstIndex(of: "=") else { return nil }
        let name = String(current[..<equals])
        // What is quoted before the value is no option that anybody typed.
        guard bytes[currentStart...].starts(with: "\(name)=".utf8) else { return nil }
        var value = self
        value.current = String(current[current.index(after: equals)...])
        value.currentStart += name.utf8.count + 1
        return (name, value)
    }

    /// Takes in what stands between words and is none: an operator, or the beginning of a comment.
    ///
    /// - Returns: how many bytes that were; `nil` if there is none.
    private mutating func takeSign(at index: Int) -> Int? {
        // Behind a `|` the command may stand in the next line.
        if isPipe, words.isEmpty, bytes[index] == 0x0A { return 1 }
        guard quote == .none, !isRaw, place != .comment, place != .systemCommand else { return nil }
        let next = index + 1 < bytes.count ? bytes[index + 1] : nil
        switch bytes[index] {
        case UInt8(ascii: "#"):
            place = .comment
            return 1
        case UInt8(ascii: "!") where commandPlace.isCommand:
            begin(.systemCommand, isPipe: false)
            return 1
        case let sign where sign == next && "&|".utf8.contains(sign):
            begin(.command)
            return 2
        case UInt8(ascii: "|"):
            begin(.systemCommand, isPipe: true)
            return 1
        case UInt8(ascii: ">"):
            place = .outputFile
            return next == UInt8(ascii: ">") ? 2 : 1
        default: return nil
        }
    }

    /// Takes the byte at an index in.
    ///
    /// - Returns: how many bytes that were.
    private mutating func take(at index: Int) -> Int {
        let byte = bytes[index]
        let next = index + 1 < bytes.count ? bytes[index + 1] : nil
        switch (quote, byte) {
        // The name of a request's file is the rest of the line.
        case (.none, _) where Self.isBlank(byte) && !(isRaw && word.first == UInt8(ascii: "@")): endWord()
        case (.none, _) where endsCommand(at: index): begin(.command)
        case (_, _) where isRaw || place == .comment: word.append(byte)
        case (.none, UInt8(ascii: "'")): quote = .single
        case (.none, UInt8(ascii: "\"")): quote = .double
        case (.single, UInt8(ascii: "'")), (.double, UInt8(ascii: "\"")): quote = .none
        case (.none, UInt8(ascii: "\\")) where next.map { " '\"".utf8.contains($0) } ?? false,
            (.double, UInt8(ascii: "\\")) where next.map { "\"$".utf8.contains($0) } ?? false:
            word += [next ?? byte]
            return 2
        default: word.append(byte)
        }
        return 1
    }

    private mutating func endWord() {
        defer {
            word = []
            isInWord = false
        }
        guard isInWord else { return }
        if place == .outputFile {
            place = .command
            return
        }
        let text = String(decoding: word, as: UTF8.self)
        words.append(text)
        guard place == .command else { return }
        if commandPlace.isCommand, takesRawText(text) { isRaw = true }
        commandPlace.pass(text)
    }

    /// Begins another command.
    private mutating func begin(_ place: Place, isPipe: Bool = false) {
        words = []
        word = []
        isInWord = false
        self.place = place
        self.isPipe = isPipe
        commandPlace = CommandPlace()
    }

    private func endsCommand(at index: Int) -> Bool {
        guard quote == .none, !isRaw else { return false }
        switch bytes[index] {
        case UInt8(ascii: ";"): return place == .systemCommand ? isPipe : place != .comment
        case 0x0A: return true
        default: return false
        }
    }

    private func variableName(behind dollar: Int) -> Variable? {
        let hasBrace = dollar + 1 < bytes.count && bytes[dollar + 1] == UInt8(ascii: "{")
        let start = dollar + (hasBrace ? 2 : 1)
        let name = String(decoding: bytes[start...], as: UTF8.self)
        guard name.isEmpty || Variables.isName(name), dollar == 0 || bytes[dollar - 1] != UInt8(ascii: "\\") else {
            return nil
        }
        return Variable(name: name, start: start, hasBrace: hasBrace)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
