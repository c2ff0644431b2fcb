import Texts

/// Reads a script: commands become steps, blocks become jumps between them.
struct ProgramParser {
    /// More levels are taken for a mistake.
    static let deepest = 100
    /// More are not worth reading.
    private static let mostProblems = 100

    private(set) var lexer: Lexer
    let file: String?
    var scope: Scope
    private(set) var steps: [Program.Step] = []
    private(set) var problems: [String] = []
    var blocks: [OpenBlock] = []
    /// The definition that is being read.
    var definition: OpenDefinition?
    /// Where the definitions of this text stand.
    var definedHere: [String: SourcePosition] = [:]
    /// Whether other commands are none of this text.
    var takesOnlyDefinitions = false
    /// Commands that `&&` and `||` join to those that follow.
    private var list: [Statement] = []
    /// Whether the aliases of a line lead nowhere: the rest of it would only be wrong in its turn.
    var isLineLost = false
    private var commands: [String: any LanguageCommand] = [:]
    /// How many words and parts of words the aliases of a line have come to.
    private var expandedParts = 0

    init(_ lexer: Lexer, file: String?, scope: Scope) {
        self.lexer = lexer
        self.file = file
        self.scope = scope
    }

    /// Takes in more of the text, which ``parse()`` will read.
    mutating func append(_ text: String) {
        lexer.append(text)
    }

    /// Nothing follows.
    mutating func end() {
        lexer.finish()
    }

    /// Whether the text is not whole.
    var isOpen: Bool { !lexer.isAtEnd && (lexer.isOpen || !blocks.isEmpty) }

    var nextLine: Int { lexer.currentLine }

    /// Reads to the end of what is there.
    mutating func parse() {
        while problems.count < Self.mostProblems {
            do throws(SyntaxError) {
                let statement = try nextStatement()
                let isMisread = reportHabits()
                guard var statement else { break }
                statement.isMisread = isMisread
                list.append(statement)
                if statement.joint == nil {
                    let whole = list
                    list = []
                    add(whole)
                }
            } catch {
                _ = reportHabits()
                if error.isIncomplete, !lexer.isAtEnd { return }
                report(error.message, at: error.position)
                list = []
                if error.isIncomplete { return }
                lexer.skipLine()
            }
        }
        guard lexer.isAtEnd, let open = blocks.last else { return }
        report("'\(open.keyword)' has no 'end'", at: open.position)
    }

    // Apart, so that nothing else holds the scope when it changes: it would be copied.
    private mutating func nextStatement() throws(SyntaxError) -> Statement? {
        let scope = scope
        return try lexer.next(takesRawText: scope.takesRawText)
    }

    // MARK: Problems

    mutating func report(_ message: String, at position: SourcePosition) {
        problems.append("\(position): \(message)")
    }

    mutating func report(_ problems: [String]) {
        self.problems += problems
    }

    private mutating func report(_ failure: Failure, at position: SourcePosition) {
        for line in failure.message.split(separator: "\n") { report(String(line), at: position) }
    }

    /// - Returns: whether there were any.
    private mutating func reportHabits() -> Bool {
        let habits = lexer.takeProblems()
        for habit in habits { report(habit.message, at: habit.position) }
        return !habits.isEmpty
    }

    mutating func takeProblems() -> [String] {
        defer { problems = [] }
        return problems
    }

    // MARK: Commands

    /// Where a command stands among others.
    struct Place {
        /// The levels of blocks and of `repeat`, `watch` on the same line around it.
        var depth: Int
        /// Whether a `repeat` or `watch` stands before it on the same line.
        var isInline = false
        /// Whether `&&` or `||` stands before or behind it.
        var isJoined = false
        /// Whether its output goes elsewhere.
        var isRedirected = false
        /// The aliases that it comes from, and how many of them stand before the last `repeat` or `watch`.
        var aliases: [String] = []
        var passedAliases = 0
    }

    /// Adds the steps of a line, or of a part of one up to a `;`.
    mutating func add(_ list: [Statement]) {
        expandedParts = 0
        isLineLost = false
        add(list, Place(depth: blocks.count))
    }

    /// Adds the steps of commands that `&&` and `||` join.
    mutating func add(_ list: [Statement], _ place: Place) {
        var place = place
        place.isJoined = place.isJoined || list.count > 1
        var joint: Int?
        for (index, statement) in list.enumerated() {
            if isLineLost { return }
            if index > 0 {
                setOtherwise(ofJoint: joint)
                joint = nextIndex
                append(list[index - 1].joint == .or ? .or(otherwise: 0) : .and(otherwise: 0), statement.position)
            }
            add(statement, place)
        }
        setOtherwise(ofJoint: joint)
    }

    /// What follows it is left out up to here.
    private mutating func setOtherwise(ofJoint joint: Int?) {
        guard let joint else { return }
        if case .or = action(joint) {
            replace(joint, by: .or(otherwise: nextIndex))
        } else {
            replace(joint, by: .and(otherwise: nextIndex))
        }
    }

    /// Adds the steps of a command.
    private mutating func add(_ written: Statement, _ place: Place) {
        guard let output = written.output else {
            addCommand(written, place)
            return
        }
        checkVariables(output.words)
        let start = nextIndex
        append(.group(output, end: 0), written.position)
        var statement = written
        statement.output = nil
        var place = place
        place.isRedirected = true
        addCommand(statement, place)
        replace(start, by: .group(output, end: nextIndex))
    }

    private mutating func addCommand(_ written: Statement, _ place: Place) {
        do throws(Failure) {
            if let (list, inner) = try expanded(written, place) {
                add(list, inner)
                return
            }
            if written.isMisread, written.words.isEmpty { return }
            if definition != nil { checkArguments(written.words) }
            guard let name = written.words.first?.literal else {
                throw .usage("a command's name has no variables and no patterns")
            }
            if takesOnlyDefinitions, blocks.isEmpty, name != "define", name != "end" {
                throw .usage("only definitions stand in a file of commands ('source' runs a script): '\(name)'")
            }
            if addLine(name, written, place) { return }
            if let keyword = Keyword(rawValue: name), !written.asksForHelp {
                if keyword.opensBlock, place.depth >= Self.deepest {
                    isLineLost = place.isInline
                    if place.isInline { throw tooDeep(place) }
                    // Once; its 'end' belongs to it all the same.
                    if place.depth == Self.deepest { report(tooDeep(place), at: written.position) }
                }
                try addControl(keyword, written, place)
            } else if written.isMisread {
                // What it would do is not what was meant, but what it makes known is.
                try? note(name, written)
            } else {
                let command = try command(named: name)
                checkVariables(written.words)
                if let content = try content(command, written) {
                    append(.command(command, content), written.position)
                }
                try note(name, written)
            }
        } catch {
            report(error, at: written.position)
        }
    }

    private mutating func command(named name: String) throws(Failure) -> any LanguageCommand {
        if let command = commands[name] { return command }
        if name == "!!" || name.hasPrefix("!") && name.dropFirst().allSatisfy(\.isNumber) && name != "!" {
            throw .usage("'\(name)' stands for a line typed before: it is for interactive shells")
        }
        guard let command = scope.command(named: name) else {
            let names = scope.catalog.names + scope.aliasNames + scope.definitions.names
            throw .usage("unknown command '\(name)'\(Suggestion.text(for: name, among: names))")
        }
        commands[name] = command
        return command
    }

    /// - Returns: `nil` when something is wrong that was told.
    private mutating func content(
        _ command: any LanguageCommand,
        _ statement: Statement
    ) throws(Failure) -> Program.Content? {
        if command.takesTemplate, !statement.asksForHelp {
            let options = statement.templateOptions
            try command.check(options.map(\.plainText), rawText: nil)
            return template(statement).map { .template($0, options: options) }
        }
        let words = statement.words.dropFirst().map { command.expandsPatterns ? $0.literal : $0.plainText }
        let rawText = command.takesRawText ? statement.rawText : nil
        try command.check(words, rawText: rawText)
        let known = words.compactMap(\.self)
        return known.count == words.count
            ? .words(known, rawText: rawText)
            : .open(Array(statement.words.dropFirst()), rawText: statement.rawText)
    }

    /// A definition has its parameters, and no arguments of a script.
    private mutating func checkArguments(_ words: [Word]) {
        for word in words {
            guard let name = word.variables.first(where: Variables.isArgument) else { continue }
            let problem = "'$\(name)' is an argument of a script or alias: a definition names its parameters"
            report(problem, at: word.position)
        }
    }

    /// Tells of the variables that nothing before this has set.
    mutating func checkVariables(_ words: some Sequence<Word>) {
        guard scope.variables != nil else { return }
        for word in words {
            for name in word.variables
            where !scope.isKnown(name) && !(definition != nil && Variables.isArgument(name)) {
                let suggestion = Suggestion.text(for: name, among: scope.variables?.sorted() ?? [])
                report("\(Variables.unknown(name))\(suggestion)", at: word.position)
            }
        }
    }

    // MARK: Steps

    var nextIndex: Int { steps.count }

    var problemCount: Int { problems.count }

    /// Takes the steps out, and puts others in their place.
    mutating func swapSteps(_ others: inout [Program.Step]) {
        swap(&steps, &others)
    }

    /// A name may mean another command from here on.
    mutating func forgetCommand(_ name: String) {
        commands[name] = nil
    }

    mutating func append(_ action: Program.Action, _ position: SourcePosition) {
        steps.append(Program.Step(position: position, action: action))
    }

    mutating func replace(_ index: Int, by action: Program.Action) {
        steps[index].action = action
    }

    func action(_ index: Int) -> Program.Action { steps[index].action }

    /// Counts what an alias has come to.
    ///
    /// - Returns: whether that is too much.
    mutating func countExpanded(_ parts: Int) -> Bool {
        // The work for each counts, too.
        expandedParts += parts + 10
        return expandedParts > Alias.mostParts
    }
}

extension Statement {
    /// Whether a keyword of blocks is only asked what it means: `if --help`.
    fileprivate var asksForHelp: Bool {
        let help: [String?] = ["--help", "-h"]
        return words.count == 2 && help.contains(words[1].plainText) || words.count == 1 && help.contains(rawText)
    }
}
