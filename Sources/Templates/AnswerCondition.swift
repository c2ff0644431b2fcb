import WireJSON

/// When an answer is given: `$radius > 100`, `$name = left and not $visible`.
package struct AnswerCondition: Sendable {
    private enum Test: Sendable {
        /// Whether it was given and is not `false`.
        case given(String)
        case compared(Operand, ComparisonSign, Operand)
    }

    private enum Operand: Sendable {
        case name(String)
        case text(String)
    }

    private var tests: [(test: Test, isNegated: Bool)] = []

    /// Reads a condition at the beginning of a text.
    ///
    /// - Returns: also what stands behind it.
    /// - Throws: ``TemplateProblems`` for what is no condition.
    package static func read(
        _ text: String,
        names resolve: (String) -> TemplateName?,
        suggest: (String) -> String = { _ in "" }
    ) throws(TemplateProblems) -> (condition: AnswerCondition, rest: Substring) {
        var condition = AnswerCondition()
        var reader = WordReader(text)
        repeat {
            var isNegated = false
            while reader.takes("not") { isNegated.toggle() }
            let left = try operand(&reader, resolve, suggest)
            if let sign = reader.sign() {
                let right = try operand(&reader, resolve, suggest)
                condition.tests.append((.compared(left, sign, right), isNegated))
            } else if case .name(let name) = left {
                condition.tests.append((.given(name), isNegated))
            } else {
                throw reader.problem("=, !=, <, <=, > or >= is expected")
            }
        } while reader.takes("and")
        return (condition, reader.rest)
    }

    private static func operand(
        _ reader: inout WordReader,
        _ resolve: (String) -> TemplateName?,
        _ suggest: (String) -> String
    ) throws(TemplateProblems) -> Operand {
        guard let word = reader.word() else {
            throw reader.problem("a condition is expected: $radius > 100, $name = left, not $visible")
        }
        switch word {
        case .name(let name):
            guard resolve(name) != nil else { throw reader.problem("unknown name '\(name)'\(suggest(name))") }
            return .name(name)
        case .text(let text): return .text(text)
        }
    }

    /// - Parameter values: what names stand for.
    package func holds(_ values: RequestTemplate.Values) -> Bool {
        tests.allSatisfy { Self.holds($0.test, values) != $0.isNegated }
    }

    private static func holds(_ test: Test, _ values: RequestTemplate.Values) -> Bool {
        switch test {
        case .given(let name):
            switch values(name) {
            case nil, .absent?, .one("false")?: return false
            case .one?, .many?: return true
            }
        case .compared(let left, let sign, let right):
            let (left, right) = (text(left, values), text(right, values))
            if let left = ParameterType.number(left)?.double, let right = ParameterType.number(right)?.double {
                return sign.holds(left, right)
            }
            return sign.holds(left, right)
        }
    }

    private static func text(_ operand: Operand, _ values: RequestTemplate.Values) -> String {
        switch operand {
        case .name(let name): values(name)?.text ?? ""
        case .text(let text): text
        }
    }
}

/// Reads the words of a condition.
private struct WordReader {
    enum Operand {
        case name(String)
        case text(String)
    }

    private let text: String
    private(set) var rest: Substring
    private var last: Substring

    init(_ text: String) {
        self.text = text
        rest = text[...]
        last = rest
    }

    private mutating func skipBlanks() {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        last = rest
    }

    /// Takes a word of the language, if it stands here.
    mutating func takes(_ word: String) -> Bool {
        skipBlanks()
        guard rest.prefix(while: \.isLetter) == word else { return false }
        rest = rest.dropFirst(word.count)
        skipBlanks()
        return true
    }

    mutating func sign() -> ComparisonSign? {
        skipBlanks()
        let signs = rest.prefix { "=!<>".contains($0) }
        guard let sign = ComparisonSign(rawValue: String(signs)) else { return nil }
        rest = rest.dropFirst(signs.count)
        skipBlanks()
        return sign
    }

    /// `$name`, `${name}`, `"a text"`, `word`
    mutating func word() -> Operand? {
        skipBlanks()
        switch rest.first {
        case "$":
            var name = rest.dropFirst()
            let hasBrace = name.first == "{"
            if hasBrace { name = name.dropFirst() }
            let word = name.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            rest = name.dropFirst(word.count)
            if hasBrace {
                guard rest.first == "}" else { return nil }
                rest = rest.dropFirst()
            }
            return word.isEmpty ? nil : .name(String(word))
        case "\"":
            let body = rest.dropFirst()
            guard let end = body.firstIndex(of: "\"") else { return nil }
            defer { rest = body[body.index(after: end)...] }
            return .text(String(body[..<end]))
        default:
            let word = rest.prefix { !" \t=!<>".contains($0) }
            rest = rest.dropFirst(word.count)
            return word.isEmpty ? nil : .text(String(word))
        }
    }

    func problem(_ message: String) -> TemplateProblems {
        let column = text.unicodeScalars.distance(from: text.startIndex, to: last.startIndex) + 1
        return TemplateProblems([TemplateProblem(line: 1, column: column, message: message)])
    }
}
