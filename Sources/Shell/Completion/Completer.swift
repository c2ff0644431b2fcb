import CommandSpec
import Commands
import IPCClient
import IPCFraming
import Manual
import Operations
import Platform
import ShellLanguage
import WireJSON

/// Completes the line that is typed: commands, options, their values, local files, variables. Never asks the network.
package struct Completer {
    private let context: ShellContext
    /// Whether a shell of the system reads the line first, and puts the home in the place of a `~`.
    private let isForSystem: Bool

    init(_ context: ShellContext, isForSystem: Bool = false) {
        self.context = context
        self.isForSystem = isForSystem
    }

    /// - Parameters:
    ///   - line: what is typed so far.
    ///   - cursor: where, in UTF-8 bytes.
    package func complete(_ line: String, _ cursor: Int) -> CompletionAnswer {
        let earlier = context.pendingText.isEmpty ? "" : context.pendingText + "\n"
        let typed = words(of: earlier + String(decoding: line.utf8.prefix(cursor), as: UTF8.self))
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

    private func words(of text: String) -> TypedWords {
        let scope = context.scope(checksVariables: false)
        return TypedWords(text, takesRawText: scope.takesRawText)
    }

    private func answer(_ typed: TypedWords) -> CompletionAnswer {
        switch typed.place {
        case .comment: return CompletionAnswer(none: typed)
        // Which commands the system has is its own affair.
        case .systemCommand: return files(typed, keepsTilde: true, reader: .systemShell)
        case .command, .outputFile:
            if let variable = typed.variable { return variables(variable) }
            if typed.place == .outputFile { return files(typed) }
            guard let words = withoutAliases(typed.words) else { return CompletionAnswer(none: typed) }
            return completion(behind: words, typed)
        }
    }

    /// The words with what aliases stand for in their place.
    ///
    /// - Returns: `nil` when an alias takes no further argument.
    private func withoutAliases(_ typed: [String]) -> [String]? {
        var words = typed
        var place = CommandPlace()
        // An alias may begin with the command of its name, and a circle of them has no end.
        var passed: Set<String> = []
        var index = 0
        while index < words.count {
            if place.isCommand, let alias = context.state.aliases[words[index]], passed.insert(alias.name).inserted {
                guard let expanded = alias.words(before: Array(words[(index + 1)...])) else { return nil }
                words.replaceSubrange(index..., with: expanded)
            } else {
                place.pass(words[index])
                index += 1
            }
        }
        return words
    }

    // MARK: Commands

    /// What completes the word behind these, of which the first names a command.
    private func completion(behind words: [String], _ typed: TypedWords) -> CompletionAnswer {
        guard let name = words.first else { return candidates(.names(.commands), typed) }
        guard let command = context.commands.command(named: name) else { return CompletionAnswer(none: typed) }
        let (specification, rest) = command.specification.descend(words.dropFirst())
        var answer = completion(of: specification, behind: Array(rest), typed, command.traits)
        answer.usage = answer.usage ?? specification.usage
        return answer
    }

    /// What completes the word behind these of the program's own arguments.
    ///
    /// - Parameter words: without the program's name.
    func completion(ofArguments words: [String], _ typed: TypedWords) -> CompletionAnswer {
        if typed.place == .outputFile { return files(typed) }
        let root = RootCommand.specification
        let count = (try? root.parseLeading(words).count) ?? words.count
        if count < words.count, context.commands.command(named: words[count]) != nil {
            return completion(behind: Array(words[count...]), typed)
        }
        return completion(of: root, behind: words, typed, [])
    }

    private func completion(
        of specification: CommandSpecification,
        behind words: [String],
        _ typed: TypedWords,
        _ traits: CommandTraits
    ) -> CompletionAnswer {
        let keepsTilde = traits.contains(.expandsPatterns)
        let positionals = Self.positionals(words, specification)
        let following = specification.completes?(positionals)
        if case .command(let inner)? = following, !inner.isEmpty { return completion(behind: inner, typed) }
        if let option = words.last.flatMap({ specification.option($0) }), !option.isFlag {
            return candidates(Self.values(of: option), typed, keepsTilde: keepsTilde)
        }
        if !words.contains("--") {
            if let (name, value) = typed.optionWithValue, let option = specification.option(name), !option.isFlag {
                return candidates(Self.values(of: option), value, keepsTilde: keepsTilde)
            }
            if typed.current.hasPrefix("-"), typed.quote == .none, !specification.groups.isEmpty {
                let options = specification.allOptions.filter { option in
                    option.isRepeatable || !words.contains(where: option.names.contains)
                }
                return candidates(.list(options.map(\.name).filter { $0.hasPrefix("--") }), typed)
            }
        }
        if let following { return candidates(following, typed, keepsTilde: keepsTilde) }
        if !specification.subcommands.isEmpty {
            return candidates(.list(positionals.isEmpty ? specification.subcommands.map(\.lastName) : []), typed)
        }
        let arguments = specification.arguments
        guard let argument = positionals.count < arguments.count ? arguments[positionals.count] : arguments.last,
            argument.arity != .one && argument.arity != .optional || positionals.count < arguments.count
        else { return CompletionAnswer(none: typed) }
        return candidates(argument.completion, typed, keepsTilde: keepsTilde)
    }

    /// The words that are neither options nor the values of options.
    private static func positionals(_ words: [String], _ specification: CommandSpecification) -> [String] {
        var result: [String] = []
        var isValue = false
        for word in words {
            let option = isValue ? nil : specification.option(word)
            if !isValue, option == nil { result.append(word) }
            isValue = option?.isFlag == false
        }
        return result
    }

    private static func values(of option: OptionDeclaration) -> CompletionSource {
        option.completion == .nothing ? option.setting.map { .setting($0) } ?? .nothing : option.completion
    }

    // MARK: Candidates

    private func candidates(
        _ source: CompletionSource,
        _ typed: TypedWords,
        keepsTilde: Bool = false
    ) -> CompletionAnswer {
        switch source {
        case .nothing: return CompletionAnswer(none: typed)
        case .list(let words): return self.words(words, typed)
        case .names(let names): return words(self.names(names, typed), typed)
        case .setting(let name): return words(Setting(rawValue: name).map(values) ?? [], typed)
        case .command(let words): return completion(behind: words, typed)
        case .requestFile: return requestFiles(typed)
        case .files(let endings): return files(typed, endings: endings, keepsTilde: keepsTilde)
        case .folders: return files(typed, foldersOnly: true, keepsTilde: keepsTilde)
        case .program:
            var answer = Completer(context).answer(self.words(of: typed.current))
            let start = typed.currentStart + answer.replaced.lowerBound
            answer.replaced = start..<start
            // The quotes of the shell's language belong into the word.
            for index in answer.candidates.indices {
                answer.candidates[index].plain = answer.candidates[index].insertion
            }
            return answer
        case .assignment:
            guard let (name, value) = typed.assignment else { return CompletionAnswer(none: typed) }
            return candidates(.setting(name), value)
        case .lines(let name): return self.words(context.lines(of: name), typed)
        case .either(let sources):
            let answers = sources.map { candidates($0, typed, keepsTilde: keepsTilde) }
            var answer = answers.first { !$0.candidates.isEmpty } ?? CompletionAnswer(none: typed)
            answer.candidates = answers.flatMap(\.candidates)
            return answer
        }
    }

    private func files(
        _ typed: TypedWords,
        endings: [String] = [],
        foldersOnly: Bool = false,
        keepsTilde: Bool = false,
        reader: FileCandidates.Reader = .language
    ) -> CompletionAnswer {
        let files = FileCandidates(
            endings: endings,
            foldersOnly: foldersOnly,
            home: context.commands.environment["HOME"],
            keepsTilde: keepsTilde || isForSystem,
            reader: isForSystem ? .nobody : reader
        )
        return CompletionAnswer(
            replaced: typed.currentStart..<typed.currentStart,
            candidates: files.matching(typed.current, quote: typed.quote, beginsWithTilde: typed.beginsWithTilde)
        )
    }

    private func names(_ names: CompletionSource.Names, _ typed: TypedWords) -> [String] {
        switch names {
        case .commands:
            // To complete a keyword that only stands in blocks would cost `el`, for `elements`, its completion.
            context.commands.commandNames.filter { typed.current.isEmpty || !CommandTable.isInnerKeyword($0) }
                + context.state.aliases.keys
        case .topics: Chapter.names
        case .settings: Setting.allCases.map(\.rawValue)
        case .variables: context.state.variables.sorted.map(\.name)
        case .aliases: Array(context.state.aliases.keys)
        case .endpoints: endpoints
        case .answerPlaces: answerPlaces
        }
    }

    /// Pointers to what the last answer has, where it is JSON.
    private var answerPlaces: [String] {
        guard let response = context.commands.exchanger.lastExchange?.response?.bytes,
            response.count <= Self.longestAnswer, let json = try? JSONParser.parse(response)
        else { return [] }
        var places: [String] = []
        var all: [(tokens: [String], value: JSONValue)] = [([], json)]
        var index = 0
        while places.count < Self.mostPlaces, index < all.count {
            let (tokens, value) = all[index]
            index += 1
            if !tokens.isEmpty { places.append(JSONPointer(tokens: tokens).description) }
            switch value {
            case .object(let object): all += object.members.map { (tokens + [$0.key.lossyText], $0.value) }
            case .array(let array): all += array.enumerated().map { (tokens + ["\($0.offset)"], $0.element) }
            case .null, .bool, .number, .string: break
            }
        }
        return places
    }

    /// More places nobody looks through; a larger answer takes time, in bytes.
    private static let mostPlaces = 500
    private static let longestAnswer = 256 * 1024

    private func values(of setting: Setting) -> [String] {
        switch setting {
        case .to: endpoints
        case .series: context.commands.exchanger.seen.series.sorted()
        default: setting.values
        }
    }

    /// The servers of this session, and those in lines typed before.
    private var endpoints: [String] {
        var result = context.commands.exchanger.seen.endpoints.union(["\(Setting.to.text(in: Settings()))"])
        for line in context.lineSource?.lines ?? [] {
            let words = line.text.split(separator: " ")
            for (word, next) in zip(words, words.dropFirst()) where word == "--to" || word == "connect" {
                if !next.hasPrefix("-"), let endpoint = try? Setting.endpoint(String(next)) {
                    result.insert("\(endpoint)")
                }
            }
        }
        return Array(result)
    }

    /// `raw @FILE`: the name is the rest of the line as it is.
    private func requestFiles(_ typed: TypedWords) -> CompletionAnswer {
        guard typed.current.hasPrefix("@") else { return words([], typed) }
        let start = typed.currentStart + 1
        let files = FileCandidates(reader: .nobody)
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
                // The signs of 'expect' are operators.
                let word =
                    ["~", "<", "<=", ">", ">="].contains(name)
                    ? name : FileCandidates.quoted(name, typed.quote, isOpen: false)
                // More of the value follows, as in 'junit:FILE'.
                return .init(insertion: word, display: name, isFinal: !name.hasSuffix(":"))
            }
        )
    }

    private func variables(_ typed: TypedWords.Variable) -> CompletionAnswer {
        let names = (context.state.variables.sorted.map(\.name) + ["last"]).filter { $0.hasPrefix(typed.name) }.sorted()
        return CompletionAnswer(
            replaced: typed.start..<typed.start,
            // The word may go on behind it.
            candidates: names.map { .init(insertion: $0 + (typed.hasBrace ? "}" : ""), display: $0, isFinal: false) }
        )
    }
}

extension CompletionAnswer {
    /// No candidate for the word that is typed.
    fileprivate init(none typed: TypedWords) {
        self.init(replaced: typed.currentStart..<typed.currentStart, candidates: [])
    }
}
