package import Texts

/// A name that stands for a command: `alias left='image $* --series Left'`.
package struct Alias {
    package let name: String
    /// What it stands for, as written.
    package let text: String
    private let statement: Statement

    /// Aliases that repeat their arguments, and run each other, could make a line of any length.
    private static let mostParts = 100_000

    /// - Throws: ``Failure`` when the text is not one command, or the name is taken.
    package init(_ name: String, _ text: String, in scope: Scope) throws(Failure) {
        self.name = name
        self.text = text
        guard Self.isName(name) else { throw .usage("alias: '\(name)' is no name (letters, digits, - and _)") }
        let statements: [Statement]
        do throws(SyntaxError) {
            var lexer = Lexer(text, rawTextNames: scope.rawTextNames)
            var found: [Statement] = []
            while found.count < 2, let next = try lexer.next() { found.append(next) }
            statements = found
        } catch {
            throw .usage("alias '\(name)': \(error.message)")
        }
        guard statements.count == 1, let statement = statements.first else {
            throw .usage("alias '\(name)': '\(text)' is not one command")
        }
        self.statement = statement
        guard let command else { throw .usage("alias '\(name)': a command's name has no variables and no patterns") }
        if Self.isBlockKeyword(command) {
            throw .usage("alias '\(name)': '\(command)' belongs into a script of its own ('source' runs it)")
        }
        let isBuiltIn = Keyword(rawValue: name) != nil || scope.catalog.command(named: name) != nil
        if isBuiltIn, command != name || Self.isBlockKeyword(name) {
            throw .usage("alias: '\(name)' is a command; an alias of that name must begin with it ('\(name) ...')")
        }
        if !isBuiltIn, command == name { throw .usage("alias '\(name)' runs itself") }
    }

    /// The name and the text of `NAME=TEXT`.
    package static func parts(_ definition: String) -> (name: String, text: String)? {
        guard let equals = definition.firstIndex(of: "=") else { return nil }
        return (String(definition[..<equals]), String(definition[definition.index(after: equals)...]))
    }

    private static func isBlockKeyword(_ name: String) -> Bool {
        Keyword(rawValue: name).map { !$0.takesCommand } ?? false
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && !text.hasPrefix("-")
            && text.unicodeScalars.allSatisfy { $0 == "-" || Variables.isNameScalar($0, isFirst: false) }
    }

    /// The command that it begins with.
    private var command: String? { statement.words.first?.literal }

    /// Whether the rest of its line belongs to it as it is, because its command takes it so.
    package var takesRawText: Bool { statement.rawText != nil }

    /// The command that a call of it comes to.
    ///
    /// - Throws: ``Failure`` when an argument is missing.
    func expanded(_ call: Statement) throws(Failure) -> Statement {
        let arguments = Array(call.words.dropFirst())
        var words: [Word] = []
        for word in statement.words { try substitute(word, arguments, call.position, into: &words) }
        if !statement.words.contains(where: \.hasArguments) { words += arguments }
        guard words.reduce(0, { $0 + 1 + $1.parts.count }) <= Self.mostParts else {
            throw .usage("alias '\(name)': what it stands for is too long")
        }
        let rest = call.rawText ?? ""
        let rawText = statement.rawText.map { $0.isEmpty || rest.isEmpty ? $0 + rest : "\($0) \(rest)" }
        return Statement(words: words, rawText: rawText, position: call.position)
    }

    private func substitute(
        _ word: Word,
        _ arguments: [Word],
        _ position: SourcePosition,
        into words: inout [Word]
    ) throws(Failure) {
        // Alone, they stay words of their own.
        if word.isArgumentList {
            words += arguments
            return
        }
        var parts: [Word.Part] = []
        for part in word.parts {
            guard case .variable(let name, let isQuoted) = part, Variables.isArgument(name) else {
                parts.append(part)
                continue
            }
            if name == "#" {
                parts.append(.text(String(arguments.count), isQuoted: true))
            } else if let number = Variables.argumentNumber(name) {
                guard number <= arguments.count else {
                    throw .usage("alias '\(self.name)': argument \(number) is missing ('\(text)')")
                }
                parts += arguments[number - 1].parts.map { isQuoted ? $0.quoted : $0 }
            } else {
                for (index, argument) in arguments.enumerated() {
                    if index > 0 { parts.append(.text(" ", isQuoted: true)) }
                    parts += argument.parts.map(\.quoted)
                }
            }
        }
        words.append(Word(parts: parts, position: position))
    }
}
