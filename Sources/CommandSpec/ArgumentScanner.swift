import Texts

/// Takes the words behind a command's name apart.
///
/// A word that is not known yet, for a variable stands in it, is `nil`: what is known is checked all the same.
struct ArgumentScanner {
    private let specification: CommandSpecification
    private let words: [String?]
    /// How many words have been taken.
    private(set) var index = 0
    /// The words that are no options.
    private(set) var positionals: [String?] = []
    private(set) var parsed: ParsedArguments
    private(set) var asksForHelp = false
    private let stopsAtWord: Bool

    /// - Parameter stopsAtWord: whether to take only the options up to the first other word.
    init(_ specification: CommandSpecification, _ words: [String?], stopsAtWord: Bool = false) {
        self.specification = specification
        self.words = words
        self.stopsAtWord = stopsAtWord
        parsed = ParsedArguments(specification)
    }

    /// - Throws: ``Failure`` for the first word that cannot be right.
    mutating func scan() throws(Failure) {
        while index < words.count {
            if takesRest {
                if positionals.isEmpty, index == words.count - 1, ["--help", "-h"].contains(words[index]) {
                    asksForHelp = true
                } else {
                    positionals += words[index...]
                }
                return
            }
            let word = words[index]
            if stopsAtWord, word == "--" || word == "-" || word?.hasPrefix("-") != true { return }
            index += 1
            guard let word, word.utf8.first == UInt8(ascii: "-"), word.utf8.count > 1 else {
                positionals.append(word)
                continue
            }
            if word == "--" {
                positionals += words[index...]
                return
            }
            if word.utf8.starts(with: "--".utf8) { try takeLong(word) } else { try takeShort(word) }
            if asksForHelp { return }
        }
    }

    /// Whether all that follows belongs to one argument, whatever it looks like.
    private var takesRest: Bool {
        let arguments = specification.arguments
        return positionals.count < arguments.count && arguments[positionals.count].arity == .rest
    }

    // MARK: Options

    /// `--series left`, `--series=left`, `--ser left`
    private mutating func takeLong(_ word: String) throws(Failure) {
        let equals = word.firstIndex(of: "=")
        let name = equals.map { String(word[..<$0]) } ?? word
        let value = equals.map { String(word[word.index(after: $0)...]) }
        guard let option = try longOption(name) else {
            if name == "--help", value == nil {
                asksForHelp = true
            } else {
                try takeUnknown(word, name)
            }
            return
        }
        guard option.isFlag else {
            try take(option, value, name)
            return
        }
        guard value == nil else { throw failure("\(option.name) takes no value") }
        parsed.add(option, true)
    }

    /// The option of this name, or the only one that begins so.
    private func longOption(_ name: String) throws(Failure) -> OptionDeclaration? {
        if let option = specification.option(name) { return option }
        // Bare '--=x' begins all of them.
        guard name.utf8.count > 2, name != "--help" else { return nil }
        let options = specification.allOptions.filter { $0.name.hasPrefix(name) }
        if options.count > 1 {
            let names = EnglishList.text(options.map(\.name))
            throw failure("'\(name)' could be \(names)")
        }
        return options.first
    }

    /// `-s left`, `-sleft`, `-qv`
    private mutating func takeShort(_ word: String) throws(Failure) {
        // Read as -s with the value 'eries', it would turn the value behind it into a file.
        let long = "-\(word.prefix { $0 != "=" })"
        if long.utf8.count > 3, specification.option(long) != nil {
            throw failure("'\(long.dropFirst())' is not an option; did you mean '\(long)'?")
        }
        let letters = Array(word.dropFirst())
        for (offset, letter) in letters.enumerated() {
            guard let option = specification.option("-\(letter)") else {
                if offset == 0, letter == "h", letters.count == 1 {
                    asksForHelp = true
                } else if offset == 0, isNumericArgument(word) {
                    positionals.append(word)
                } else {
                    try takeUnknown(word, offset == 0 ? word : "-\(letter)")
                }
                return
            }
            if option.isFlag {
                parsed.add(option, true)
                continue
            }
            var rest = letters[(offset + 1)...]
            if rest.first == "=" { rest = rest.dropFirst() }
            let isJoined = offset + 1 < letters.count
            try take(option, isJoined ? String(rest) : nil, "-\(letter)")
            return
        }
    }

    private mutating func take(_ option: OptionDeclaration, _ joined: String?, _ name: String) throws(Failure) {
        let text: String?
        if let joined {
            text = joined
        } else {
            guard index < words.count else { throw failure("\(name): a value is missing (\(option.valueText))") }
            text = words[index]
            if let text, !option.takesAnyWord, text == "--" || specification.option(text) != nil {
                throw failure("\(name): a value is missing before \(text) (\(name)=\(text) gives it that one)")
            }
            index += 1
        }
        guard let text else {
            // It will be read when it is known.
            return
        }
        do throws(ValueError) {
            parsed.add(option, try option.read(text))
        } catch {
            throw error.failure(of: option.name)
        }
    }

    private mutating func takeUnknown(_ word: String, _ name: String) throws(Failure) {
        if specification.arguments.contains(where: { $0.arity == .unrecognized }) {
            positionals.append(word)
            return
        }
        let names = specification.allOptions.map(\.name) + ["--help"]
        let suggestion = Suggestion.text(for: name, among: names)
        if suggestion.isEmpty, name == word, !word.hasPrefix("--"), takesFiles {
            throw failure("'\(word)' begins with a dash: write ./\(word), or -- before it, for a file of that name")
        }
        let hint = suggestion.isEmpty && !specification.arguments.isEmpty ? " (-- before it makes it a plain word)" : ""
        throw failure("unknown option '\(name)'\(suggestion)\(hint)")
    }

    private var takesFiles: Bool {
        specification.arguments.contains { argument in
            if case .files = argument.completion { true } else { false }
        }
    }

    /// Whether a word such as `-5` is a value of the argument that it would come to.
    private func isNumericArgument(_ word: String) -> Bool {
        guard word.dropFirst().utf8.first.map({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) == true else {
            return false
        }
        let arguments = specification.arguments
        return (positionals.count < arguments.count ? arguments[positionals.count] : arguments.last)?.isNumeric == true
    }

    // MARK: Arguments

    /// Gives the words to the arguments.
    ///
    /// - Throws: ``Failure`` when one is missing, is too many, or is not what it should be.
    mutating func assign() throws(Failure) {
        let words = positionals.compactMap(\.self)
        let arguments = specification.arguments
        var counts: [Int] = []
        var start = 0
        // By their numbers: a script's every line comes here twice, and a copy of a declaration costs more than the rest.
        var reserved = arguments.reduce(0) { $0 + $1.arity.least }
        for index in arguments.indices {
            let arity = arguments[index].arity
            reserved -= arity.least
            // Where there are too few, the last ones are missing, not the first.
            let available = max(words.count - start - reserved, min(arity.least, words.count - start))
            let count = arity.takesMany ? available : min(1, available)
            guard count >= arity.least else {
                throw failure("\(arguments[index].placeholder) is missing")
            }
            counts.append(count)
            if let read = arguments[index].read {
                for word in words[start..<(start + count)] { try check(word, read) }
            }
            start += count
        }
        if start < words.count { throw failure("'\(words[start])' is one word too many") }
        parsed.set(words, counts)
    }

    private func check(_ word: String, _ read: (String) throws(ValueError) -> any Sendable) throws(Failure) {
        do throws(ValueError) {
            _ = try read(word)
        } catch {
            throw error.failure(of: specification.name)
        }
    }

    private func failure(_ reason: String) -> Failure {
        specification.failure(reason)
    }
}

extension OptionDeclaration {
    /// `--series NAME`
    fileprivate var valueText: String { "\(name) \((valueName ?? "").uppercased())" }
}

extension ArgumentDeclaration {
    /// `FILE ...`
    package var placeholder: String { name.uppercased() + (arity.takesMany ? " ..." : "") }
}
