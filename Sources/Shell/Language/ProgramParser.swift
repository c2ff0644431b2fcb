import Texts

/// Reads a script: commands become steps, blocks become jumps between them.
struct ProgramParser {
    /// More levels are taken for a mistake.
    private static let deepest = 100
    /// More are not worth reading.
    private static let mostProblems = 100

    private var lexer: Lexer
    let file: String?
    var scope: Scope
    private(set) var steps: [Program.Step] = []
    private(set) var problems: [String] = []
    /// Whether nothing is wrong but that an end is missing.
    private(set) var isIncomplete = false
    var blocks: [OpenBlock] = []
    private var mustStop = false
    private var types: [String: any ShellCommand.Type] = [:]

    init(_ lexer: Lexer, file: String?, scope: Scope) {
        self.lexer = lexer
        self.file = file
        self.scope = scope
    }

    /// Reads to the end of the text.
    mutating func parse() {
        while problems.count < Self.mostProblems, !mustStop {
            do throws(SyntaxError) {
                guard let statement = try lexer.next() else { break }
                add(statement)
            } catch {
                isIncomplete = error.isIncomplete && problems.isEmpty
                report(error.message, at: error.position)
                if error.isIncomplete { return }
                lexer.skipLine()
            }
        }
        guard let open = blocks.last, !mustStop else { return }
        isIncomplete = problems.isEmpty
        report("'\(open.keyword)' has no 'end'", at: open.position)
    }

    mutating func report(_ message: String, at position: SourcePosition) {
        problems.append("\(position): \(message)")
    }

    /// Makes the lexer know the aliases that take the rest of their line as it is.
    mutating func useAliases() {
        lexer.rawTextNames = scope.rawTextNames
    }

    mutating func report(_ problems: [String]) {
        self.problems += problems
    }

    /// Adds the steps of a command.
    mutating func add(_ statement: Statement) {
        add(statement, depth: blocks.count)
    }

    /// - Parameter depth: the levels of blocks and of `repeat`, `watch` on the same line around it.
    mutating func add(_ written: Statement, depth: Int) {
        do throws(Failure) {
            guard
                depth < Self.deepest || !CommandTable.isControl(written.words.first?.literal ?? "")
                    || written.words.first?.literal == "end"
            else {
                // What follows would only be wrong in its turn.
                mustStop = true
                throw .usage("blocks nest more than \(Self.deepest) deep")
            }
            let statement = try scope.expandingAliases(written)
            guard let name = statement.words.first?.literal else {
                throw .usage("a command's name has no variables and no patterns")
            }
            if !CommandTable.isControl(name) {
                try addCommand(name, statement)
            } else if statement.asksForHelp {
                let type = try type(named: name)
                append(.command(type, .parsed(.help(CommandParser.help(for: type)))), statement.position)
            } else {
                try addControl(name, statement, depth)
            }
        } catch {
            for line in error.message.split(separator: "\n") {
                report(String(line), at: written.position)
            }
        }
    }

    private mutating func addCommand(_ name: String, _ statement: Statement) throws(Failure) {
        let type = try type(named: name)
        checkVariables(statement.words)
        append(.command(type, try content(type, statement)), statement.position)
        try note(name, statement)
    }

    private mutating func type(named name: String) throws(Failure) -> any ShellCommand.Type {
        if let type = types[name] { return type }
        if name == "!!" || name.hasPrefix("!") && name.dropFirst().allSatisfy(\.isNumber) && name != "!" {
            throw .usage("'\(name)' stands for a line typed before: it is for interactive shells")
        }
        guard let type = CommandTable.lookUp(name) else {
            let names = CommandTable.names + scope.aliases.keys.sorted()
            throw .usage("unknown command '\(name)'\(Suggestion.text(for: name, among: names))")
        }
        types[name] = type
        return type
    }

    private func content(_ type: any ShellCommand.Type, _ statement: Statement) throws(Failure) -> Program.Content {
        var words: [String] = []
        words.reserveCapacity(statement.words.count - 1)
        for word in statement.words.dropFirst() {
            guard let literal = type.expandsPatterns ? word.literal : word.plainText else {
                return .words(Array(statement.words.dropFirst()), rawText: statement.rawText)
            }
            words.append(literal)
        }
        let rawText = type.takesRawText ? statement.rawText : nil
        if let command = CommandParser.parseQuickly(type, words, rawText: rawText) {
            let words = rawText.map { [$0] } ?? words
            let isPlain = !words.contains(where: QuickParser.isOption)
            // Of names of files nothing is known yet.
            if !isPlain || !type.expandsPatterns { try command.check() }
            return .quick(words, isPlain: isPlain)
        }
        let parsed = try CommandParser.parse(type, words, rawText: rawText)
        if case .command(let command) = parsed { try command.check() }
        return .parsed(parsed)
    }

    /// Tells of the variables that nothing before this has set.
    mutating func checkVariables(_ words: some Sequence<Word>) {
        guard scope.variables != nil else { return }
        for word in words {
            for name in word.variables where !scope.isKnown(name) {
                let suggestion = Suggestion.text(for: name, among: scope.variables?.sorted() ?? [])
                report("\(Variables.unknown(name))\(suggestion)", at: word.position)
            }
        }
    }

    // MARK: Steps

    var nextIndex: Int { steps.count }

    mutating func append(_ action: Program.Action, _ position: SourcePosition) {
        steps.append(Program.Step(position: position, action: action))
    }

    mutating func replace(_ index: Int, by action: Program.Action) {
        steps[index].action = action
    }

    func action(_ index: Int) -> Program.Action { steps[index].action }
}

extension Statement {
    /// Whether a keyword of blocks is only asked what it means: `if --help`.
    fileprivate var asksForHelp: Bool {
        words.count == 2 && ["--help", "-h"].contains(words[1].plainText)
    }
}
