package import Texts

/// What the words behind a command's name come to.
package enum ParsedCommand: Sendable {
    case arguments(ParsedArguments)
    /// The help of this command was asked for.
    case help(CommandSpecification)
}

extension CommandSpecification {
    /// Reads the words behind the command's name.
    ///
    /// - Throws: ``Failure`` for the first one that is wrong.
    package func parse(_ words: [String]) throws(Failure) -> ParsedCommand {
        var scanner = ArgumentScanner(self, words)
        try scanner.scan()
        if scanner.asksForHelp { return .help(self) }
        return .arguments(try arguments(&scanner))
    }

    /// Looks at words of which some are not known yet.
    ///
    /// - Parameter words: `nil` for those that are not known.
    /// - Throws: ``Failure`` when what is known is wrong whatever the others are.
    package func check(_ words: [String?]) throws(Failure) {
        var scanner = ArgumentScanner(self, words)
        try scanner.scan()
        if !scanner.asksForHelp, !words.contains(nil) { _ = try arguments(&scanner) }
    }

    /// Gives the words to the arguments, and looks at what does not go together.
    private func arguments(_ scanner: inout ArgumentScanner) throws(Failure) -> ParsedArguments {
        try scanner.assign()
        if let failure = validate?(scanner.parsed) { throw failure }
        return scanner.parsed
    }

    /// Reads the options that stand before the first other word.
    ///
    /// - Returns: also how many words they are.
    package func parseLeading(_ words: [String]) throws(Failure) -> (ParsedCommand, count: Int) {
        var scanner = ArgumentScanner(self, words, stopsAtWord: true)
        try scanner.scan()
        return (scanner.asksForHelp ? .help(self) : .arguments(scanner.parsed), scanner.index)
    }

    /// Takes the options out of words that are else for somebody else, up to a `--`.
    ///
    /// - Returns: the options, with their values, and the other words.
    /// - Throws: ``Failure`` for a word that could be meant as an option and is not written as one.
    package func separateOptions(_ words: ArraySlice<String>) throws(Failure) -> (options: [String], others: [String]) {
        var options: [String] = []
        var others: [String] = []
        var rest = words
        while let word = rest.popFirst() {
            if word == "--" { return (options, others + rest) }
            let name = word.hasPrefix("--") ? String(word.prefix { $0 != "=" }) : String(word.prefix(2))
            guard let option = word.hasPrefix("-") ? option(name) : nil else {
                if name.utf8.count > 3, let near = allOptions.first(where: { $0.name.hasPrefix(name) }) {
                    throw failure(
                        "'\(name)' is not written out: \(near.name), or -- before it if the script is to get it"
                    )
                }
                others.append(word)
                continue
            }
            options.append(word)
            if !option.isFlag, word == name, let value = rest.popFirst() { options.append(value) }
        }
        return (options, others)
    }

    /// Reads a line whose options stand first, and of which the rest is a text, untouched.
    package func parse(rawText line: String) throws(Failure) -> ParsedCommand {
        try parse(rawWords(line))
    }

    /// The options of a raw line as words, and its text as the last one.
    package func rawWords(_ line: String) -> [String] {
        // A command without options takes all of it.
        if arguments.first?.arity == .rest { return line.isEmpty ? [] : [line] }
        var rest = line[...]
        var words: [String] = []
        func takeWord() -> String {
            let word = Self.rawWord(&rest)
            rest = rest.drop { $0 == " " || $0 == "\t" }
            return word
        }
        while rest.hasPrefix("--") {
            let word = takeWord()
            words.append(word)
            if let option = option(word), !option.isFlag, !rest.isEmpty { words.append(takeWord()) }
        }
        if rest == "-h" { return ["--help"] }
        return rest.isEmpty ? words : words + ["--", String(rest)]
    }

    /// Takes the next word. Quotes hold a value together, as in other lines: `--until 'is done'`, `--until="a b"`.
    private static func rawWord(_ rest: inout Substring) -> String {
        var word = ""
        while let character = rest.first, character != " ", character != "\t" {
            let isQuote = (character == "'" || character == "\"") && (word.isEmpty || word.last == "=")
            if isQuote, let value = quoted(&rest) {
                word += value
            } else {
                word.append(rest.removeFirst())
            }
        }
        return word
    }

    /// Takes a text in quotes; leaves what has no closing one.
    private static func quoted(_ rest: inout Substring) -> String? {
        var copy = rest
        let quote = copy.popFirst()
        var text = ""
        while let character = copy.popFirst() {
            if character == quote {
                guard copy.first.map({ $0 == " " || $0 == "\t" }) ?? true else { return nil }
                rest = copy
                return text
            }
            if character == "\\", quote == "\"", let next = copy.first, next == "\"" || next == "$" {
                text.append(copy.removeFirst())
            } else {
                text.append(character)
            }
        }
        return nil
    }
}
