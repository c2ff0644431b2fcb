import ArgumentParser

/// Completes the line that is typed: commands, options, their values, local files. Never asks the network.
package struct Completer {
    private let context: ShellContext

    init(_ context: ShellContext) {
        self.context = context
    }

    /// - Parameters:
    ///   - line: what is typed so far.
    ///   - cursor: where, in UTF-8 bytes.
    package func complete(_ line: String, _ cursor: Int) -> CompletionAnswer {
        let typed = TypedWords(String(decoding: line.utf8.prefix(cursor), as: UTF8.self))
        let replaced = typed.currentStart..<cursor
        func answer(_ names: [String], isFinal: Bool = true) -> CompletionAnswer {
            let matching = names.filter { $0.hasPrefix(typed.current) }.sorted()
            return CompletionAnswer(
                replaced: replaced,
                candidates: matching.map { .init(insertion: $0, display: $0, isFinal: isFinal) }
            )
        }
        guard let name = typed.words.first else {
            return answer(CommandTable.names.filter { typed.current.isEmpty || !CommandTable.isInnerKeyword($0) })
        }
        guard let command = CommandTable.lookUp(name) else { return answer([]) }
        var arguments = typed.words.dropFirst()
        let type = CommandTable.descend(command, &arguments)
        let usage = type.configuration.usage ?? type.fullName
        if !type.subcommands.isEmpty, !typed.current.hasPrefix("-") {
            return answer(arguments.isEmpty ? type.subcommands.map { $0.name } : []).with(usage: usage)
        }
        if typed.current.hasPrefix("-") {
            return answer(CommandOptions.of(type).map(\.name).filter { $0.hasPrefix("--") }).with(usage: usage)
        }
        if let values = values(after: typed.words.last ?? "", of: type) { return answer(values).with(usage: usage) }
        if let words = firstWords(of: type), arguments.isEmpty {
            let found = answer(words)
            if !found.candidates.isEmpty { return found }
        }
        guard let suffixes = FileSuffixes.of(type) else {
            return CompletionAnswer(replaced: replaced, candidates: [], usage: usage)
        }
        return CompletionAnswer(
            replaced: replaced,
            candidates: FileCandidates(suffixes: suffixes).matching(typed.current, quote: typed.quote),
            usage: usage
        )
    }

    /// The values of the option that stands before the cursor.
    private func values(after word: String, of type: any ShellCommand.Type) -> [String]? {
        switch word {
        case "--import-mode", "-i": return ["clipboard", "new_stage"]
        case "--color": return ColorMode.allCases.map(\.rawValue)
        case "--files": return ["any", "disk"]
        case "--on-fatal": return ["close", "error", "exit"]
        default:
            let takesValue = CommandOptions.of(type).contains { $0.name == word && $0.takesValue }
            return takesValue && word != "--record" && word != "--root" ? [] : nil
        }
    }

    /// What the first word after a command may be, besides a file.
    private func firstWords(of type: any ShellCommand.Type) -> [String]? {
        switch type.name {
        case "help": CommandTable.names
        case "mock": ["start", "stop", "status"]
        case "record": ["on", "off", "note"]
        case "expect": ["ok", "error", "time"]
        case "set", "unset": Setting.allCases.map(\.rawValue) + context.variables.sorted.map(\.name)
        case "history": ["grep"]
        default: nil
        }
    }
}

extension CompletionAnswer {
    fileprivate func with(usage: String) -> CompletionAnswer {
        var answer = self
        answer.usage = usage
        return answer
    }
}
