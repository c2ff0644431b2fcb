import ShellLanguage

/// A line of the system's shell up to the cursor, as far as its words can be told without running anything.
struct SystemLine {
    /// The words before the one at the cursor, unquoted, the program's name first.
    private(set) var words: [String] = []
    /// The word at the cursor, unquoted.
    private(set) var current = ""

    init(_ text: String) {
        var word = ""
        var isInWord = false
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                word.append(character)
                isEscaped = false
            } else if let open = quote {
                if character == open {
                    quote = nil
                } else if character == "\\", open == "\"" {
                    isEscaped = true
                } else {
                    word.append(character)
                }
            } else {
                switch character {
                case " ", "\t", "\n":
                    if isInWord { words.append(word) }
                    word = ""
                    isInWord = false
                    continue
                case "'", "\"": quote = character
                case "\\": isEscaped = true
                default: word.append(character)
                }
            }
            isInWord = true
        }
        current = word
    }

    /// The word at the cursor as the completer of the shell's own language knows words.
    var typed: TypedWords { TypedWords(unquoted: current) }
}
