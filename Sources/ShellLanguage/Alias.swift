package import Texts

/// A name that stands for a command: `alias left='image $* --series Left'`.
package struct Alias: Sendable {
    package let name: String
    /// What it stands for, as written.
    package let text: String
    /// Commands that `&&` and `||` join, mostly one.
    private let list: [Statement]

    /// Aliases that repeat their arguments, and run each other, could make a line of any length.
    static let mostParts = 100_000

    /// - Throws: ``Failure`` when the text is not one command, or the name is taken.
    package init(_ name: String, _ text: String, in scope: Scope) throws(Failure) {
        self.name = name
        self.text = text
        guard Self.isName(name) else { throw .usage("alias: '\(name)' is no name (letters, digits, - and _)") }
        list = try Self.list(name, text, scope)
        for statement in list {
            guard let command = statement.words.first?.literal else {
                throw .usage("alias '\(name)': a command's name has no variables and no patterns")
            }
            if Self.isBlockKeyword(command) {
                throw .usage("alias '\(name)': '\(command)' belongs into a script of its own ('source' runs it)")
            }
        }
        let command = list[0].words[0].literal
        let isBuiltIn = Keyword(rawValue: name) != nil || scope.command(named: name) != nil
        if isBuiltIn, command != name || Self.isBlockKeyword(name) {
            throw .usage("alias: '\(name)' is a command; an alias of that name must begin with it ('\(name) ...')")
        }
        if !isBuiltIn, command == name { throw .usage("alias '\(name)' runs itself") }
    }

    /// The commands of a text, at least one.
    private static func list(_ name: String, _ text: String, _ scope: Scope) throws(Failure) -> [Statement] {
        var list: [Statement] = []
        do throws(SyntaxError) {
            var lexer = Lexer(text)
            while let statement = try lexer.next(takesRawText: scope.takesRawText) {
                if let last = list.last, last.joint == nil {
                    throw SyntaxError(position: statement.position, message: "'\(text)' is not one command")
                }
                list.append(statement)
            }
            if let problem = lexer.takeProblems().first { throw problem }
        } catch {
            throw .usage("alias '\(name)': \(error.message)")
        }
        guard !list.isEmpty else { throw .usage("alias '\(name)': '\(text)' is not one command") }
        return list
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
            && text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || Variables.isNameByte($0, isFirst: false) }
    }

    /// Whether the rest of its line belongs to it as it is, because its command takes it so.
    var takesRawText: Bool { list.last.map { $0.rawText != nil && $0.rawPosition == nil } ?? false }

    var tooLong: Failure { .usage("alias '\(name)': what it stands for is too long") }

    /// The commands that a call of it comes to.
    ///
    /// - Throws: ``Failure`` when an argument is missing.
    func expanded(_ call: Statement) throws(Failure) -> [Statement] {
        let arguments = Array(call.words.dropFirst())
        var result: [Statement] = []
        for statement in list {
            var words: [Word] = []
            for word in statement.words { try substitute(word, arguments, call.position, into: &words) }
            if case .file(let file, let appends) = statement.output {
                var files: [Word] = []
                try substitute(file, arguments, call.position, into: &files)
                guard files.count == 1 else { throw .usage("alias '\(name)': one file is needed behind '>'") }
                result.append(
                    Statement(words: words, output: .file(files[0], appends: appends), position: call.position)
                )
            } else {
                result.append(
                    Statement(
                        words: words,
                        rawText: statement.rawText,
                        rawPosition: statement.rawPosition.map { _ in call.position },
                        output: statement.output,
                        position: call.position
                    )
                )
            }
            result[result.count - 1].joint = statement.joint
        }
        let last = result.count - 1
        if !takesArguments { result[last].words += arguments }
        guard result.reduce(0, { $0 + $1.parts }) <= Self.mostParts else { throw tooLong }
        if let text = result[last].rawText {
            let rest = call.rawText ?? ""
            result[last].rawText = text.isEmpty || rest.isEmpty ? text + rest : "\(text) \(rest)"
        }
        return result
    }

    /// What stands before the next argument in the command that takes it, for completion.
    ///
    /// - Parameter arguments: those that are there already.
    /// - Returns: `nil` when no command takes another one, or only as a part of a word.
    package func words(before arguments: [String]) -> [String]? {
        for statement in takesArguments ? list[...] : list.suffix(1) {
            var words: [String] = []
            for word in statement.words {
                if word.isArgumentList { return words + arguments }
                if word.parts.count == 1, let name = word.variables.first(where: { _ in true }),
                    Variables.argumentNumber(name) == arguments.count + 1
                {
                    return words
                }
                words.append(word.text(arguments))
            }
            if !takesArguments {
                return words + (statement.rawText?.split(separator: " ").map(String.init) ?? []) + arguments
            }
        }
        return nil
    }

    /// Whether its text says where the arguments go.
    private var takesArguments: Bool {
        list.contains { statement in (statement.words + (statement.output?.words ?? [])).contains(where: \.hasArguments)
        }
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

extension Statement {
    /// How many words and parts of words it has.
    var parts: Int { words.reduce(1) { $0 + 1 + $1.parts.count } }
}

extension Word {
    /// The word with these arguments of an alias in it, as far as it is known before it is run.
    fileprivate func text(_ arguments: [String]) -> String {
        parts.map { part in
            switch part {
            case .text(let text, _): text
            case .variable(let name, _):
                Variables.argumentNumber(name).flatMap { $0 <= arguments.count ? arguments[$0 - 1] : nil } ?? ""
            }
        }
        .joined()
    }
}
