import Texts

extension ProgramParser {
    /// Adds the steps of what steers the others.
    mutating func addControl(_ keyword: Keyword, _ statement: Statement, _ place: Place) throws(Failure) {
        let name = keyword.rawValue
        let words = statement.words.dropFirst()
        let position = statement.position
        switch keyword {
        case .repeat:
            try addLoop(keyword, try times(words), words.dropFirst(), statement, place)
            return
        case .watch:
            let (loop, command) = try watch(words)
            guard !command.isEmpty else { throw .usage("watch: a command is missing ('watch 2s status')") }
            try addLoop(keyword, loop, command, statement, place)
            return
        case .define:
            // Its 'end' belongs to it, whatever is wrong with it.
            checkAlone(keyword, place, position)
            openDefinition(statement, place)
            return
        case .if, .else, .for, .end, .break, .continue, .return: break
        }
        // What belongs to a block is noted also when it is wrong: else all of the block would be.
        defer { if !place.isInline { checkAlone(keyword, place, position) } }
        switch keyword {
        case _ where place.isInline:
            throw .usage("'\(name)' begins a line of its own")
        case .if:
            blocks.append(OpenBlock(keyword: name, position: position))
            try addBranch(words, position)
        case .else:
            try addElse(words, position)
        case .for:
            try openFor(words, position)
        case .end:
            guard words.isEmpty else { throw .usage("'end' stands alone") }
            guard let block = blocks.popLast() else { throw .usage("'end' without 'if', 'for', 'repeat' or 'define'") }
            if block.keyword == "define" { closeDefinition(block) } else { close(block, position) }
        case .return: try addReturn(words, position)
        case .break, .continue, .repeat, .watch, .define:
            guard words.isEmpty else { throw .usage("'\(name)' stands alone") }
            guard let innermost = blocks.lastIndex(where: { $0.loopStart != nil }) else {
                throw .usage("'\(name)' outside of 'for' and 'repeat'")
            }
            if keyword == .break {
                blocks[innermost].exits.append(nextIndex)
            } else {
                blocks[innermost].repeats.append(nextIndex)
            }
            append(.jump(to: 0), position)
        }
    }

    /// Tells of `&&`, `|` and `>` beside what they cannot join.
    private mutating func checkAlone(_ keyword: Keyword, _ place: Place, _ position: SourcePosition) {
        if place.isRedirected {
            report(
                "nothing of '\(keyword.rawValue)' goes through '|' or '>': redirect the commands in it",
                at: position
            )
        } else if place.isJoined, keyword != .break, keyword != .continue, keyword != .return {
            report("'\(keyword.rawValue)' is not joined by '&&' or '||': it stands on a line of its own", at: position)
        }
    }

    // MARK: if

    private mutating func addBranch(_ words: ArraySlice<Word>, _ position: SourcePosition) throws(Failure) {
        let condition: Condition
        do throws(Failure) {
            condition = try Condition(words, scope.catalog)
        } catch {
            throw .usage("if: \(error.message)")
        }
        checkVariables(condition.words)
        blocks[blocks.count - 1].branches.append(nextIndex)
        append(.branch(condition, otherwise: 0, end: 0), position)
    }

    private mutating func addElse(_ words: ArraySlice<Word>, _ position: SourcePosition) throws(Failure) {
        guard let block = blocks.last, block.loopStart == nil else { throw .usage("'else' without 'if'") }
        guard !block.hasElse else { throw .usage("another 'else' of the 'if' in line \(block.position.line)") }
        blocks[blocks.count - 1].exits.append(nextIndex)
        append(.jump(to: 0), position)
        setOtherwise(of: block)
        guard let first = words.first else {
            blocks[blocks.count - 1].hasElse = true
            return
        }
        guard first.plainText == "if" else { throw .usage("behind 'else' stands nothing, or 'if' and a condition") }
        try addBranch(words.dropFirst(), position)
    }

    /// The last condition goes on here when it does not hold.
    private mutating func setOtherwise(of block: OpenBlock) {
        guard !block.hasElse, let index = block.branches.last,
            case .branch(let condition, _, let end) = action(index)
        else { return }
        replace(index, by: .branch(condition, otherwise: nextIndex, end: end))
    }

    // MARK: Loops

    private mutating func openFor(_ words: ArraySlice<Word>, _ position: SourcePosition) throws(Failure) {
        let variable = words.first?.literal ?? ""
        let items = Array(words.dropFirst(2))
        checkVariables(items)
        // Even if it is wrong, its 'end' belongs to it.
        open("for", .words(variable: variable, items), position)
        guard Variables.isName(variable), words.count > 2, words.dropFirst().first?.plainText == "in" else {
            throw .usage("for: a name, 'in' and words are expected ('for f in scans/*.jpg')")
        }
        scope.define(variable, eachOf: items.count == 1 ? items.first : nil)
    }

    private mutating func open(_ keyword: String, _ loop: Program.Loop, _ position: SourcePosition) {
        blocks.append(OpenBlock(keyword: keyword, position: position, loopStart: nextIndex))
        append(.loop(loop, end: 0), position)
    }

    /// A loop around the command that stands behind it or, if none does, around the lines up to `end`.
    private mutating func addLoop(
        _ keyword: Keyword,
        _ loop: Program.Loop,
        _ command: ArraySlice<Word>,
        _ statement: Statement,
        _ place: Place
    ) throws(Failure) {
        guard let first = command.first else {
            guard !place.isInline else { throw .usage("\(keyword.rawValue): a command is missing") }
            open(keyword.rawValue, loop, statement.position)
            checkAlone(keyword, place, statement.position)
            return
        }
        // What `&&` or `||` looks at is how all of the rounds went.
        let isGroup = place.isJoined && !place.isInline && !place.isRedirected
        let group = nextIndex
        if isGroup { append(.group(nil, end: 0), statement.position) }
        let start = nextIndex
        append(.loop(loop, end: 0), statement.position)
        var inner = Place(depth: max(place.depth, blocks.count) + 1, isInline: true)
        inner.aliases = place.aliases
        inner.passedAliases = place.aliases.count
        add(
            [
                Statement(
                    words: Array(command),
                    rawText: statement.rawText,
                    rawPosition: statement.rawPosition,
                    position: first.position
                )
            ],
            inner
        )
        close(OpenBlock(keyword: keyword.rawValue, position: statement.position, loopStart: start), statement.position)
        if isGroup { replace(group, by: .group(nil, end: nextIndex)) }
    }

    private mutating func times(_ words: ArraySlice<Word>) throws(Failure) -> Program.Loop {
        guard let count = words.first else { throw .usage("repeat: a number is missing ('repeat 3 image a.jpg')") }
        if let literal = count.plainText { _ = try Program.Loop.times(literal) }
        checkVariables([count])
        return .times(count)
    }

    private mutating func watch(_ words: ArraySlice<Word>) throws(Failure) -> (Program.Loop, ArraySlice<Word>) {
        var rest = words
        var count: Word?
        while let option = rest.first?.plainText, option.hasPrefix("-") {
            if option.hasPrefix("--count="), let word = rest.first {
                count = Word(
                    parts: [.text(String(option.dropFirst("--count=".count)), isQuoted: true)],
                    position: word.position
                )
                rest = rest.dropFirst()
            } else if option == "--count" || option == "-n" {
                guard rest.count > 1 else { throw .usage("watch: the number behind \(option) is missing") }
                count = rest[rest.startIndex + 1]
                rest = rest.dropFirst(2)
            } else {
                throw .usage("watch: '\(option)' is no option of it (--count N)")
            }
        }
        guard let time = rest.first else { throw .usage("watch: a time and a command are missing ('watch 2s status')") }
        if let literal = time.plainText { _ = try Program.Loop.interval(literal) }
        if let literal = count?.plainText { _ = try Program.Loop.rounds(literal) }
        checkVariables([time] + (count.map { [$0] } ?? []))
        return (.watch(interval: time, count: count), rest.dropFirst())
    }

    private mutating func close(_ block: OpenBlock, _ position: SourcePosition) {
        setOtherwise(of: block)
        if let start = block.loopStart, case .loop(let loop, _) = action(start) {
            for index in block.repeats { replace(index, by: .jump(to: nextIndex)) }
            append(.next(body: start + 1), position)
            replace(start, by: .loop(loop, end: nextIndex))
            for index in block.exits { replace(index, by: .leave(to: nextIndex)) }
            return
        }
        for index in block.exits { replace(index, by: .jump(to: nextIndex)) }
        for index in block.branches {
            guard case .branch(let condition, let otherwise, _) = action(index) else { continue }
            replace(index, by: .branch(condition, otherwise: otherwise, end: nextIndex))
        }
    }
}
