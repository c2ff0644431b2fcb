package import Templates
package import Texts

/// A definition that is being read, and what stands around it.
struct OpenDefinition {
    /// `nil` when its name or its parameters are wrong.
    let definition: Definition?
    let command: (any LanguageCommand)?
    /// Those of the script around it, and when its `end` has come those of its body.
    var steps: [Program.Step] = []
    let variablesBefore: Set<String>?
    var lines: [DefinitionLine] = []
    var requests: [Definition.Request] = []
    /// How many problems there were before.
    let problemsBefore: Int
    /// Whether a `return` stood before.
    var mayHaveReturned = false
}

extension ProgramParser {
    /// `define NAME PARAMETER ...`
    mutating func openDefinition(_ statement: Statement, _ place: Place) {
        let position = statement.position
        // None stands within another: an 'end' is missing, which must not take this one with it.
        if definition != nil, !place.isInline, let open = blocks.last {
            report("'\(open.keyword)' has no 'end'", at: open.position)
            while let block = blocks.popLast() {
                if block.keyword == "define" { closeDefinition(block) }
            }
        }
        let problemsBefore = problemCount
        let header = DefinitionHeader(statement.rawText ?? "", at: statement.rawPosition ?? position)
        for (position, problem) in header.problems { report(problem, at: position) }
        if place.isInline || !blocks.isEmpty {
            report("'define' stands outside of all blocks", at: position)
        }
        var definition: Definition?
        var command: (any LanguageCommand)?
        if !header.words.isEmpty {
            let new = Definition(header, comment: statement.comment)
            let made = scope.catalog.command(for: new)
            checkName(of: new)
            for (position, problem) in scope.catalog.problems(in: new) { report(problem, at: position) }
            (definition, command) = (new, made)
            // It may call itself, and what calls a faulty one is not wrong in its turn.
            if blocks.isEmpty, canAdd(new) { scope.definitions.add(new, made) }
            forgetCommand(new.words[0])
        }
        blocks.append(OpenBlock(keyword: "define", position: position))
        guard self.definition == nil else { return }
        var open = OpenDefinition(
            definition: definition,
            command: command,
            variablesBefore: scope.variables,
            problemsBefore: problemsBefore
        )
        swapSteps(&open.steps)
        self.definition = open
        scope.enter(definition?.parameters ?? [])
    }

    private func canAdd(_ new: Definition) -> Bool {
        // The first of a file stays, as what is wrong with the second says nothing of it.
        guard definedHere[new.name] == new.position, scope.definitions.conflict(new) == nil else { return false }
        return new.isOverride || scope.catalog.command(named: new.words[0]) == nil
    }

    private mutating func checkName(of new: Definition) {
        let (name, first) = (new.name, new.words[0])
        if Keyword(rawValue: first) != nil || DefinitionWord(rawValue: first) != nil {
            report("'\(first)' is a word of the language", at: new.position)
        } else if scope.catalog.rawTextNames.contains(first) {
            report("'\(first)' takes the rest of its line as it is: nothing can take its place", at: new.position)
        } else if scope.catalog.command(named: first) != nil {
            if new.words.count > 1 {
                report("'\(first)' comes with the program: nothing can be put below it", at: new.position)
            } else if !new.isOverride {
                report(
                    "'\(first)' comes with the program ('define --override \(first)' takes its place)",
                    at: new.position
                )
            }
        } else if scope.alias(first) != nil {
            report("'\(first)' is an alias ('unalias \(first)' forgets it)", at: new.position)
        }
        if let conflict = scope.definitions.conflict(new) {
            report(conflict, at: new.position)
        } else if let before = definedHere[name], !new.isOverride {
            report("'\(name)' is defined in line \(before.line) already", at: new.position)
        } else {
            definedHere[name] = new.position
        }
    }

    /// The `end` of a definition.
    mutating func closeDefinition(_ block: OpenBlock) {
        guard var open = definition.take() else { return }
        swapSteps(&open.steps)
        scope.leave(open.variablesBefore)
        guard let definition = open.definition, let command = open.command else { return }
        for line in open.lines {
            for (position, problem) in scope.catalog.problems(with: line, in: definition) {
                report(problem, at: position)
            }
        }
        for parameter in definition.parameters {
            guard let name = parameter.completion, scope.definitions.definition(named: name) == nil else { continue }
            report("\(parameter.name)@\(name): '\(name)' is not defined before this", at: parameter.position)
        }
        guard problemCount == open.problemsBefore else { return }
        definition.complete(
            Definition.Contents(body: Program(steps: open.steps), lines: open.lines, requests: open.requests)
        )
        append(.define(definition, command), block.position)
    }

    /// `return [STATUS]`
    mutating func addReturn(_ words: ArraySlice<Word>, _ position: SourcePosition) throws(Failure) {
        guard definition != nil else { throw .usage("'return' outside of 'define'") }
        guard words.count <= 1 else { throw .usage("return: a status from 0 to 255 stands behind it, or nothing") }
        if let text = words.first?.plainText { _ = try Program.returnStatus(text) }
        checkVariables(words)
        definition?.mayHaveReturned = true
        append(.return(words.first), position)
    }

    /// A line that says something of the definition that it stands in.
    ///
    /// - Returns: whether it is one.
    mutating func addLine(_ name: String, _ statement: Statement, _ place: Place) -> Bool {
        guard definition != nil, let word = DefinitionWord(rawValue: name) else { return false }
        if place.isJoined || place.isRedirected || place.isInline {
            report("'\(name)' stands on a line of its own", at: statement.position)
            return true
        }
        let line = DefinitionLine(
            word: word,
            words: Array(statement.words.dropFirst()),
            text: statement.rawText,
            requests: definition?.requests.count ?? 0,
            position: statement.position,
            textPosition: statement.rawPosition ?? statement.position
        )
        definition?.lines.append(line)
        return true
    }

    // MARK: Templates

    /// What `request` sends.
    ///
    /// - Returns: `nil` when it is wrong, which is told then.
    mutating func template(_ statement: Statement) -> RequestTemplate? {
        let words = statement.words
        guard let text = statement.rawText ?? statement.templateWord?.plainText,
            let start = statement.rawPosition ?? words.last?.position
        else {
            let rest = words.dropFirst().drop { $0.plainText?.hasPrefix("-") == true }
            if let word = rest.last {
                report("request: JSON is expected, such as {\"name\": $name}", at: word.position)
            } else {
                report("request: a template is missing ('request {\"name\": $name}')", at: statement.position)
            }
            return nil
        }
        for word in words where start.isBefore(word.position) {
            report("unexpected '\(word.plainText ?? "$...")' behind the template", at: word.position)
            return nil
        }
        let scope = scope
        do throws(TemplateProblems) {
            let template = try RequestTemplate(text, names: scope.templateName) { name in
                Suggestion.text(for: name, among: scope.variables?.sorted() ?? [])
            }
            let isUnconditional = blocks.count == 1 && definition?.mayHaveReturned == false
            definition?.requests.append(
                Definition.Request(
                    template: template,
                    isUnconditional: isUnconditional,
                    position: statement.position
                )
            )
            return template
        } catch {
            for problem in error.problems { report("request: \(problem.message)", at: start.moved(problem)) }
            return nil
        }
    }
}

extension Statement {
    /// The template of a `request` that was given as words: by the system's shell.
    fileprivate var templateWord: Word? {
        guard let word = words.dropFirst().last, word.parts.count == 1, let text = word.plainText,
            text.utf8.first.map({ "{[\"$".utf8.contains($0) }) == true
        else { return nil }
        return word
    }

    /// What stands between the name of a `request` and its template.
    var templateOptions: [Word] {
        rawText == nil && templateWord != nil ? Array(words.dropFirst().dropLast()) : Array(words.dropFirst())
    }
}

extension SourcePosition {
    /// The place of something in a text that begins here.
    package func moved(_ problem: TemplateProblem) -> SourcePosition {
        SourcePosition(
            file: file,
            line: line + problem.line - 1,
            column: problem.line == 1 ? column + problem.column - 1 : problem.column
        )
    }

    func isBefore(_ other: SourcePosition) -> Bool {
        (line, column) < (other.line, other.column)
    }
}

extension Program {
    /// What a `return` ends with.
    package static func returnStatus(_ text: String) throws(Failure) -> ExitStatus {
        guard let number = Int32(text), 0...255 ~= number else {
            throw .usage("return: '\(text)' is not a status from 0 to 255")
        }
        return ExitStatus(rawValue: number)
    }
}
