import CommandSpec
import ShellLanguage

/// A line of the system's shell up to the cursor, as far as its words can be told without running anything.
struct SystemLine {
    /// The words before the one at the cursor, unquoted, the program's name first.
    private(set) var words: [String] = []
    /// The word at the cursor, unquoted.
    private(set) var current = ""
    /// Whether that begins with a `~` that the shell will replace.
    private(set) var beginsWithTilde = false
    /// Whether that is the file of a redirection.
    private(set) var isRedirection = false

    init(_ text: String, of shell: SystemCompletion) {
        var isInWord = false
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                // A backslash in quotes quotes few characters.
                if let open = quote, !Self.isEscapable(character, in: open, of: shell) { current.append("\\") }
                current.append(character)
                isEscaped = false
                continue
            }
            switch (quote, character) {
            case (let open?, _) where character == open: quote = nil
            case (nil, "\\"), ("\"", "\\"),
                ("'", "\\") where shell == .fish || quote != "'":
                isEscaped = true
            case (.some, _): current.append(character)
            case (nil, " "), (nil, "\t"), (nil, "\n"):
                if isInWord { endWord() }
                isInWord = false
                continue
            case (nil, ">"), (nil, "<"):
                // `2>` is no word, and `a>b` two.
                if isInWord, !current.allSatisfy(\.isNumber) { endWord() }
                current = ""
                isRedirection = true
                isInWord = false
                continue
            case (nil, "'"), (nil, "\""): quote = character
            case (nil, _):
                if !isInWord, character == "~" { beginsWithTilde = true }
                current.append(character)
            }
            isInWord = true
        }
        if isEscaped { current.append("\\") }
    }

    private mutating func endWord() {
        // What is set for the program stands before its name.
        let isVariable =
            words.isEmpty && (current.firstIndex(of: "=").map { Variables.isName(String(current[..<$0])) } ?? false)
        if !isRedirection, !isVariable { words.append(current) }
        current = ""
        isRedirection = false
        beginsWithTilde = false
    }

    private static func isEscapable(_ character: Character, in quote: Character, of shell: SystemCompletion) -> Bool {
        switch (shell, quote) {
        case (.fish, "'"): "'\\".contains(character)
        case (.fish, _): "\"$\\".contains(character)
        case (.bash, _), (.zsh, _): "\"$`\\".contains(character)
        }
    }

    /// The word at the cursor as the completer of the shell's own language knows words.
    var typed: TypedWords {
        TypedWords(
            unquoted: current,
            place: isRedirection ? .outputFile : .command,
            beginsWithTilde: beginsWithTilde
        )
    }
}
