import ArgumentParser
import ShellLanguage

/// Completes the line that is typed: commands, options, their values, local files, variables. Never asks the network.
package struct Completer {
    private let context: ShellContext

    init(_ context: ShellContext) {
        self.context = context
    }

    /// - Parameters:
    ///   - line: what is typed so far.
    ///   - cursor: where, in UTF-8 bytes.
    package func complete(_ line: String, _ cursor: Int) -> CompletionAnswer {
        let earlier = context.pendingText.isEmpty ? "" : context.pendingText + "\n"
        let typed = TypedWords(earlier + String(decoding: line.utf8.prefix(cursor), as: UTF8.self))
        let offset = earlier.utf8.count
        // What has begun in a line before cannot be replaced.
        guard typed.currentStart >= offset else {
            return CompletionAnswer(replaced: cursor..<cursor, candidates: [], usage: nil)
        }
        var answer = answer(typed)
        // A cursor inside a character is no place.
        answer.replaced = min(answer.replaced.lowerBound - offset, cursor)..<cursor
        return answer
    }

    private func answer(_ typed: TypedWords) -> CompletionAnswer {
        if let variable = typed.variable { return variables(variable) }
        guard let name = typed.words.first else {
            return words(
                CommandTable.names.filter { typed.current.isEmpty || !CommandTable.isInnerKeyword($0) },
                typed
            )
        }
        guard let command = CommandTable.lookUp(name) else { return words([], typed) }
        var arguments = typed.words.dropFirst()
        let type = CommandTable.descend(command, &arguments)
        var answer =
            type.subcommands.isEmpty || typed.current.hasPrefix("-")
            ? answer(typed, arguments, type, CommandDeclaration(of: type))
            : words(arguments.isEmpty ? type.subcommands.map { $0.name } : [], typed)
        answer.usage = type.configuration.usage ?? type.fullName
        return answer
    }

    /// - Parameter before: the words between the command's name and the cursor.
    private func answer(
        _ typed: TypedWords,
        _ before: ArraySlice<String>,
        _ type: any ShellCommand.Type,
        _ declaration: CommandDeclaration
    ) -> CompletionAnswer {
        if let option = before.last.flatMap({ declaration.option($0) }), option.kind == .option {
            return values(of: option, typed, type)
        }
        if !before.contains("--"), let (name, value) = typed.optionWithValue, let option = declaration.option(name),
            option.kind == .option
        {
            return values(of: option, value, type)
        }
        if typed.current.hasPrefix("-"), typed.quote == .none, !before.contains("--") {
            let options = declaration.arguments.filter { option in
                option.kind != .positional && (option.isRepeating || !before.contains(where: option.names.contains))
            }
            return words(options.flatMap(\.names).filter { $0.hasPrefix("--") }, typed)
        }
        if type.takesRawText { return requestFiles(typed) }
        let arguments = Self.positionals(before, declaration)
        if let special = SpecialWords(context).following(arguments, of: type) {
            let answer = words(special, typed)
            // 'record' takes files besides its words.
            if special.isEmpty || !answer.candidates.isEmpty { return answer }
        }
        let positionals = declaration.positionals
        guard let argument = arguments.count < positionals.count ? positionals[arguments.count] : positionals.last,
            argument.isRepeating || arguments.count < positionals.count
        else { return words([], typed) }
        return values(of: argument, typed, type)
    }

    /// The words that are neither options nor the values of options.
    private static func positionals(_ words: ArraySlice<String>, _ declaration: CommandDeclaration) -> [String] {
        var result: [String] = []
        var isValue = false
        for word in words {
            let option = isValue ? nil : declaration.option(word)
            if !isValue, option == nil { result.append(word) }
            isValue = option?.kind == .option
        }
        return result
    }

    private func values(
        of argument: CommandDeclaration.Argument,
        _ typed: TypedWords,
        _ type: any ShellCommand.Type
    ) -> CompletionAnswer {
        var files = FileCandidates(home: context.environment["HOME"], keepsTilde: type.expandsPatterns)
        switch argument.values {
        case .list(let list): return words(list, typed)
        case .files(let endings): files.endings = endings
        case .folders: files.foldersOnly = true
        case .any:
            let settings = argument.names.compactMap { Setting(rawValue: String($0.dropFirst(2))) }
            return words(settings.flatMap { SpecialWords(context).values(of: $0) }, typed)
        }
        return CompletionAnswer(
            replaced: typed.currentStart..<typed.currentStart,
            candidates: files.matching(typed.current, quote: typed.quote, beginsWithTilde: typed.beginsWithTilde)
        )
    }

    /// `raw @FILE`: the name is the rest of the line as it is.
    private func requestFiles(_ typed: TypedWords) -> CompletionAnswer {
        guard typed.current.hasPrefix("@") else { return words([], typed) }
        let start = typed.currentStart + 1
        let files = FileCandidates(quotes: false)
        return CompletionAnswer(
            replaced: start..<start,
            candidates: files.matching(String(typed.current.dropFirst()), quote: .none)
        )
    }

    private func words(_ names: [String], _ typed: TypedWords) -> CompletionAnswer {
        let matching = Set(names).filter { $0.unicodeScalars.starts(with: typed.current.unicodeScalars) }.sorted()
        return CompletionAnswer(
            replaced: typed.currentStart..<typed.currentStart,
            candidates: matching.map { name in
                // The tilde of 'expect' is an operator.
                let word = ["~", "<"].contains(name) ? name : FileCandidates.quoted(name, typed.quote, isOpen: false)
                return .init(insertion: word, display: name, isFinal: true)
            }
        )
    }

    private func variables(_ typed: TypedWords.Variable) -> CompletionAnswer {
        let names = (context.variables.sorted.map(\.name) + ["last"]).filter { $0.hasPrefix(typed.name) }.sorted()
        return CompletionAnswer(
            replaced: typed.start..<typed.start,
            // The word may go on behind it.
            candidates: names.map { .init(insertion: $0 + (typed.hasBrace ? "}" : ""), display: $0, isFinal: false) }
        )
    }
}
