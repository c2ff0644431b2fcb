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
    private var commands: [String: any LanguageCommand] = [:]

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
            let keyword = Keyword(rawValue: written.words.first?.literal ?? "")
            guard depth < Self.deepest || keyword == nil || keyword == .end
            else {
                // What follows would only be wrong in its turn.
                mustStop = true
                throw .usage("blocks nest more than \(Self.deepest) deep")
            }
            let statement = try scope.expandingAliases(written)
            guard let name = statement.words.first?.literal else {
                throw .usage("a command's name has no variables and no patterns")
            }
            if let keyword = Keyword(rawValue: name), !statement.asksForHelp {
                try addControl(keyword, statement, depth)
            } else {
                try addCommand(name, statement)
            }
        } catch {
            for line in error.message.split(separator: "\n") {
                report(String(line), at: written.position)
            }
        }
    }

    private mutating func addCommand(_ name: String, _ statement: Statement) throws(Failure) {
        let command = try command(named: name)
        checkVariables(statement.words)
        append(.command(command, try content(command, statement)), statement.position)
        try note(name, statement)
    }

    private mutating func command(named name: String) throws(Failure) -> any LanguageCommand {
        if let command = commands[name] { return command }
        if name == "!!" || name.hasPrefix("!") && name.dropFirst().allSatisfy(\.isNumber) && name != "!" {
            throw .usage("'\(name)' stands for a line typed before: it is for interactive shells")
        }
        guard let command = scope.catalog.command(named: name) else {
            let names = scope.catalog.names + scope.aliases.keys.sorted()
            throw .usage("unknown command '\(name)'\(Suggestion.text(for: name, among: names))")
        }
        commands[name] = command
        return command
    }

    private func content(_ command: any LanguageCommand, _ statement: Statement) throws(Failure) -> Program.Content {
        let words = statement.words.dropFirst().map { command.expandsPatterns ? $0.literal : $0.plainText }
        let rawText = command.takesRawText ? statement.rawText : nil
        try command.check(words, rawText: rawText)
        let known = words.compactMap(\.self)
        return known.count == words.count
            ? .words(known, rawText: rawText)
            : .open(Array(statement.words.dropFirst()), rawText: statement.rawText)
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
