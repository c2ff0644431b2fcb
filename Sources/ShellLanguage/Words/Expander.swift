import Platform
package import Texts

/// Turns written words into the words that a command gets.
package struct Expander {
    /// The most bytes that variables may add to a command: what doubles itself in a loop ends here.
    static let longest = 16 << 20
    /// The most words of a command: scripts that give each other all of their arguments twice end here.
    static let mostWords = 4_000_000

    /// The value of a variable, or `nil` when there is none of that name.
    private let value: (String) -> String?
    /// The values of a variable that has several; `nil` for any other.
    private let values: (String) -> [String]?
    /// What `$1` and so on stand for; where there are none, in what is typed or given by `-c`, a `$1` is one.
    private let arguments: [String]?
    /// Whether unquoted patterns stand for local files.
    private let expandsPatterns: Bool
    /// Whether to give up looking for files.
    private let shouldStop: () -> Bool

    package init(
        value: @escaping (String) -> String?,
        values: @escaping (String) -> [String]? = { _ in nil },
        arguments: [String]? = nil,
        expandsPatterns: Bool,
        shouldStop: @escaping () -> Bool = { false }
    ) {
        self.value = value
        self.values = values
        self.arguments = arguments
        self.expandsPatterns = expandsPatterns
        self.shouldStop = shouldStop
    }

    package func expand(_ words: some Collection<Word>) throws(Failure) -> [String] {
        var result: [String] = []
        var left = Self.longest
        for word in words {
            try expand(word, &left, into: &result)
            guard result.count <= Self.mostWords else {
                throw .usage("a command gets more than \(Self.mostWords) words")
            }
        }
        return result
    }

    /// A word that stays one.
    package func text(_ word: Word) throws(Failure) -> String {
        var left = Self.longest
        return try text(word, &left)
    }

    /// The path of a word that names one file, which need not be there.
    package func path(_ word: Word) throws(Failure) -> String {
        let text = try text(word)
        guard let tilde = try? Self.tilde(of: word) else { return text }
        return tilde.home + text.dropFirst(tilde.length)
    }

    /// - Parameter left: how many bytes variables may still add.
    private func text(_ word: Word, _ left: inout Int) throws(Failure) -> String {
        var text = ""
        for part in word.parts {
            switch part {
            case .text(let piece, _): text += piece
            case .variable(let name, _): text += try variable(name, &left)
            }
        }
        return text
    }

    private func expand(_ word: Word, _ left: inout Int, into result: inout [String]) throws(Failure) {
        if let literal = word.literal {
            result.append(literal)
            return
        }
        if let arguments, word.isArgumentList {
            result += arguments
            return
        }
        if word.parts.count == 1, case .variable(let name, isQuoted: false) = word.parts[0], let texts = values(name) {
            result += texts
            return
        }
        guard expandsPatterns, word.hasPattern else {
            result.append(try text(word, &left))
            return
        }
        var pattern = FilePattern()
        var text = ""
        let tilde = try Self.tilde(of: word)
        if let tilde { pattern.append(literal: tilde.home) }
        for (index, part) in word.parts.enumerated() {
            switch part {
            case .text(let piece, let isQuoted):
                text += piece
                let rest = index == 0 ? String(piece.dropFirst(tilde?.length ?? 0)) : piece
                if isQuoted { pattern.append(literal: rest) } else { pattern.append(rest) }
            case .variable(let name, _):
                let value = try variable(name, &left)
                text += value
                pattern.append(literal: value)
            }
        }
        if tilde == nil, pattern.literal != nil {
            result.append(text)
            return
        }
        var search = FileSearch(shouldStop: shouldStop)
        let files = try search.files(pattern)
        guard !files.isEmpty else { throw .usage("no file matches '\(text)' (quotes keep it as it is)") }
        result += files
    }

    // MARK: ~

    /// The home folder that a word begins with, and how many characters stand for it; `nil` when it begins with none.
    ///
    /// - Throws: ``Failure`` when a path begins at the home of somebody whom nobody knows.
    private static func tilde(of word: Word) throws(Failure) -> (home: String, length: Int)? {
        guard case .text(let text, isQuoted: false) = word.parts.first, text.hasPrefix("~") else { return nil }
        let name = text.dropFirst().prefix { $0 != "/" }
        let isWhole = name.utf8.count + 1 == text.utf8.count
        // Behind the name stands more than a path, or no name can be like that: `~$x`, `~\scans`.
        if isWhole, word.parts.count > 1 || name.contains("\\") { return nil }
        guard let home = HomeFolder.path(of: name.isEmpty ? nil : String(name)) else {
            if isWhole { return nil }
            throw .usage("no file matches '\(word.plainText ?? text)' (quotes keep it as it is)")
        }
        return (home, name.count + 1)
    }

    // MARK: Variables

    private func variable(_ name: String, _ left: inout Int) throws(Failure) -> String {
        let text = try variable(name)
        left -= text.utf8.count
        guard left >= 0 else {
            throw .usage("$\(name): what variables add to a command is limited to \(Self.longest >> 20) MiB")
        }
        return text
    }

    private func variable(_ name: String) throws(Failure) -> String {
        if Variables.isArgument(name) { return try argument(name) }
        guard let value = value(name) else { throw .usage(Variables.unknown(name)) }
        return value
    }

    private func argument(_ name: String) throws(Failure) -> String {
        guard let arguments else { return name.utf8.count == 1 ? "$\(name)" : "${\(name)}" }
        if name == "#" { return String(arguments.count) }
        guard let number = Variables.argumentNumber(name) else { return arguments.joined(separator: " ") }
        guard number <= arguments.count else {
            throw .usage("argument \(number) is missing: \(arguments.count) given")
        }
        return arguments[number - 1]
    }
}
