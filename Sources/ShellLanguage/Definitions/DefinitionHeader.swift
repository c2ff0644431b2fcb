import Templates
import Texts

/// What stands behind `define`: a name and parameters.
struct DefinitionHeader {
    private(set) var words: [String] = []
    private(set) var parameters: [Parameter] = []
    private(set) var isOverride = false
    /// Where the name stands.
    private(set) var position: SourcePosition
    /// What is wrong with it, and where.
    private(set) var problems: [(SourcePosition, String)] = []

    private let text: [Character]
    private let start: SourcePosition
    private var index = 0
    // Counted on from token to token.
    private var countedIndex = 0
    private var line: Int
    private var column: Int
    private var isInParentheses = false
    private var hadParentheses = false

    /// - Parameters:
    ///   - text: what stands behind `define`.
    ///   - start: where that begins.
    init(_ text: String, at start: SourcePosition) {
        self.text = Array(text)
        self.start = start
        position = start
        line = start.line
        column = start.column
        read()
    }

    // MARK: Items

    private mutating func read() {
        var linesAt: (line: Int, parameter: Int)?
        while true {
            skipBlanks()
            guard index < text.count else { break }
            let place = here
            switch text[index] {
            case "#":
                let comment = takeComment()
                // It explains what stands before it in its line, or else what it goes on from.
                if let last = linesAt, last.line == place.line || last.line == place.line - 1 {
                    let before = parameters[last.parameter].help
                    parameters[last.parameter].help = before.isEmpty ? comment : "\(before) \(comment)"
                    linesAt?.line = place.line
                }
                continue
            case "(":
                if hadParentheses { problems.append((place, "'(' stands once, around all parameters")) }
                hadParentheses = true
                isInParentheses = true
                index += 1
                continue
            case ")":
                if !isInParentheses { problems.append((place, "a '(' is missing")) }
                isInParentheses = false
                index += 1
                continue
            case "]":
                problems.append((place, "a '[' is missing"))
                index += 1
                continue
            default: break
            }
            let count = parameters.count
            readItem(at: place)
            if parameters.count > count { linesAt = (place.line, parameters.count - 1) }
        }
        if isInParentheses { problems.append((start, "the '(' is not closed")) }
        if words.isEmpty, problems.isEmpty {
            problems.append((start, "define: a name is missing ('define circle NAME [--radius NUMBER=10]')"))
        }
        checkNames()
        checkOrder()
    }

    private mutating func readItem(at place: SourcePosition) {
        if text[index] == "[" {
            index += 1
            skipBlanks()
            readParameter(at: place, isOptional: true)
            skipBlanks()
            if peek == "]" { index += 1 } else { resume("a ']' is missing behind this", at: place) }
            return
        }
        let word = peekWord
        if word == "--override" {
            isOverride = true
            index += word.count
        } else if word.first == "-" || Self.isCapital(word) {
            readParameter(at: place, isOptional: false)
        } else if parameters.isEmpty, !hadParentheses, Self.isName(word) {
            if words.isEmpty { position = place }
            words.append(word)
            index += word.count
        } else {
            resume(
                words.isEmpty
                    ? "define: '\(word)' is no name of a command (letters, digits, - and _)"
                    : "'\(word)' is no parameter: NAME, [NAME], [--option TYPE], [--flag]",
                at: place
            )
        }
    }

    /// Tells of something, and goes on behind its word.
    private mutating func resume(_ problem: String, at place: SourcePosition) {
        problems.append((place, problem))
        while index < text.count, !text[index].isWhitespace, text[index] != "]" { index += 1 }
        if peek == "]" { index += 1 }
    }

    // MARK: Parameters

    private mutating func readParameter(at place: SourcePosition, isOptional: Bool) {
        if peek == "-" {
            readOption(at: place, isOptional: isOptional)
        } else {
            readArgument(at: place, isOptional: isOptional)
        }
    }

    /// `NAME`, `NAME:TYPE`, `NAME=DEFAULT`, `NAME ...`
    private mutating func readArgument(at place: SourcePosition, isOptional: Bool) {
        let name = take { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        guard Self.isCapital(name) else {
            index -= name.count
            resume("'\(peekWord)' is no parameter: NAME, [NAME], [--option TYPE], [--flag]", at: place)
            return
        }
        var typeText = name
        if peek == ":" {
            index += 1
            let text = takeType()
            typeText = text.hasPrefix(".") || Self.isRange(text) ? "\(name):\(text)" : text
        }
        var parameter = Parameter(
            form: .argument(isOptional: isOptional, isRepeated: false),
            name: name,
            type: type(typeText, at: place),
            valueName: typeText,
            position: place
        )
        if case .text = parameter.type {} else if typeText == name { parameter.valueName = name }
        readRest(of: &parameter, isOptional: isOptional)
        let back = index
        skipBlanks()
        if text[index...].starts(with: "...") {
            index += 3
            parameter.form = .argument(isOptional: isOptional, isRepeated: true)
            if parameter.standard != nil {
                problems.append((place, "\(name): what takes several words has no default"))
                parameter.standard = nil
            }
        } else {
            index = back
        }
        parameters.append(parameter)
    }

    /// `--radius NUMBER=10`, `-r|--radius NUMBER`, `--visible`
    private mutating func readOption(at place: SourcePosition, isOptional: Bool) {
        let written = take { !$0.isWhitespace && $0 != "]" && $0 != "=" && $0 != "(" && $0 != ")" }
        let parts = written.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        let long = parts.last ?? ""
        guard parts.count <= 2, Self.isOption(long), parts.count == 1 || Self.isShort(parts[0]) else {
            problems.append((place, "'\(written)' is no option: --radius, -r|--radius"))
            _ = take { $0 != "]" && !$0.isNewline }
            return
        }
        var parameter = Parameter(
            form: .flag,
            name: long,
            short: parts.count == 2 ? parts[0] : nil,
            type: .flag,
            valueName: "",
            position: place
        )
        let back = index
        skipBlanks()
        let typePlace = here
        // A word behind an option that is not in brackets is its type, or the next parameter: then it is the type.
        if let next = peek, next.isLetter || next == ".", Self.isType(peekWord) {
            let typeText = takeType()
            parameter.form = .option(isRequired: !isOptional)
            parameter.valueName = typeText
            parameter.type = type(typeText, at: typePlace)
            readRest(of: &parameter, isOptional: isOptional)
        } else {
            index = back
            if !isOptional { problems.append((place, "\(long): a type is missing (a flag stands in brackets: [\(long)])")) }
            if peek == "=" { resume("\(long): a flag has no default", at: place) }
        }
        parameters.append(parameter)
    }

    /// `@NAME` and `=DEFAULT`
    private mutating func readRest(of parameter: inout Parameter, isOptional: Bool) {
        if peek == "@" {
            index += 1
            parameter.completion = take { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        }
        guard peek == "=" else { return }
        index += 1
        let place = here
        let standard = takeDefault()
        guard isOptional else {
            problems.append((place, "\(parameter.name): what has a default stands in brackets: [\(parameter.name) ...]"))
            return
        }
        if let problem = parameter.type.problem(with: standard) {
            problems.append((place, "\(parameter.name): the default \(problem)"))
        } else {
            parameter.standard = standard
        }
    }

    private mutating func type(_ text: String, at place: SourcePosition) -> ParameterType {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let detail = parts.count > 1 ? parts[1] : ""
        switch parts.first {
        case "NUMBER"?, "INTEGER"?:
            var range = NumberRange.all
            if !detail.isEmpty {
                if let given = NumberRange(detail) {
                    range = given
                } else {
                    problems.append((place, "'\(detail)' is no range: 0..100, 0.., ..100"))
                }
            }
            return parts.first == "NUMBER" ? .number(range) : .integer(range)
        case "LIST"? where detail.isEmpty: return .list
        case "JSON"? where detail.isEmpty: return .json
        case "FILE"?:
            let endings = detail.split(separator: ",").map(String.init)
            if endings.contains(where: { !$0.hasPrefix(".") || $0.count < 2 }) {
                problems.append((place, "'\(detail)' are no endings: .jpg,.tif"))
            }
            return .file(endings: endings.map { String($0.dropFirst()) })
        case let word?:
            if word.contains("|") {
                let words = word.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
                if words.contains("") || Set(words).count < words.count {
                    problems.append((place, "'\(word)' are no choices: a|b|c"))
                }
                return .choice(words)
            }
            if !detail.isEmpty { problems.append((place, "'\(text)' is no type: nothing follows \(word)")) }
            if !Self.isCapital(word) {
                problems.append((place, "'\(word)' is no type: \(Self.types) or choices such as a|b"))
            }
            return .text
        case nil:
            problems.append((place, "a type is missing: \(Self.types) or choices such as a|b"))
            return .text
        }
    }

    private static let types = "TEXT, NUMBER, INTEGER, LIST, JSON, FILE"

    // MARK: Checks

    private mutating func checkNames() {
        var variables: Set<String> = []
        var options: Set<String> = []
        for parameter in parameters {
            if !variables.insert(parameter.variable).inserted {
                problems.append((parameter.position, "the variable $\(parameter.variable) belongs to two parameters"))
            }
            for name in [parameter.short, parameter.name].compactMap(\.self) where name.hasPrefix("-") {
                if name == "--help" || name == "-h" {
                    problems.append((parameter.position, "\(name) is every command's own"))
                }
                if !options.insert(name).inserted { problems.append((parameter.position, "\(name) stands here twice")) }
            }
        }
    }

    /// What may be missing stands last, and only one takes several words.
    private mutating func checkOrder() {
        var optional: String?
        var repeated: String?
        for parameter in parameters {
            guard case .argument(let isOptional, let isRepeated) = parameter.form else { continue }
            if let optional, !isOptional {
                problems.append((parameter.position, "\(parameter.name) must stand before [\(optional)]"))
            }
            if let repeated {
                problems.append((parameter.position, "\(parameter.name) would get nothing: \(repeated) ... takes the rest"))
            }
            if isOptional { optional = parameter.name }
            if isRepeated { repeated = parameter.name }
        }
    }

    // MARK: Words

    private static func isName(_ word: String) -> Bool {
        guard let first = word.unicodeScalars.first, Variables.isNameScalar(first, isFirst: true) else { return false }
        return word.unicodeScalars.allSatisfy { $0 == "-" || Variables.isNameScalar($0, isFirst: false) }
    }

    /// Whether it is a word in capitals, up to its `:`, `=` or `@`.
    static func isCapital(_ word: String) -> Bool {
        let name = word.prefix { !":=@.".contains($0) }
        guard let first = name.first, ("A"..."Z").contains(first) else { return false }
        return name.allSatisfy { ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "-" }
    }

    private static func isRange(_ text: String) -> Bool { text.contains("..") }

    private static func isType(_ word: String) -> Bool {
        let word = word.prefix { $0 != "=" && $0 != "@" }
        return isCapital(String(word)) || word.contains("|")
    }

    private static func isOption(_ text: String) -> Bool {
        let name = text.dropFirst(2)
        return text.hasPrefix("--") && name.first?.isLetter == true
            && name.unicodeScalars.allSatisfy { $0 == "-" || $0 != "_" && Variables.isNameScalar($0, isFirst: false) }
    }

    private static func isShort(_ text: String) -> Bool {
        text.count == 2 && text.first == "-" && text.last?.isLetter == true && text.utf8.count == 2
    }

    // MARK: Text

    private var peek: Character? { index < text.count ? text[index] : nil }

    private var peekWord: String {
        String(text[index...].prefix { !$0.isWhitespace && $0 != "]" && $0 != "(" && $0 != ")" })
    }

    private mutating func take(while isPart: (Character) -> Bool) -> String {
        let begin = index
        while index < text.count, isPart(text[index]) { index += 1 }
        return String(text[begin..<index])
    }

    private mutating func takeType() -> String {
        take { !$0.isWhitespace && !"]=@()".contains($0) }
    }

    /// `'a b'`, `"a b"`, `[0, 0]`, or a word.
    private mutating func takeDefault() -> String {
        switch peek {
        case "'", "\"":
            let quote = text[index]
            index += 1
            let value = take { $0 != quote && !$0.isNewline }
            if peek == quote { index += 1 } else { problems.append((here, "a \(quote) is missing")) }
            return value
        case "[", "{":
            var depth = 0
            var isInString = false
            let begin = index
            while index < text.count, !text[index].isNewline {
                switch text[index] {
                case "\\" where isInString: index += 1
                case "\"": isInString.toggle()
                case "[", "{": if !isInString { depth += 1 }
                case "]", "}": if !isInString { depth -= 1 }
                default: break
                }
                index = min(index + 1, text.count)
                if depth == 0 { break }
            }
            return String(text[begin..<index])
        default: return take { !$0.isWhitespace && $0 != "]" }
        }
    }

    private mutating func takeComment() -> String {
        index += 1
        let comment = take { !$0.isNewline }
        return String(comment.drop { $0 == " " })
    }

    private mutating func skipBlanks() {
        while index < text.count, text[index].isWhitespace || isContinuation { index += 1 }
    }

    /// A `\` at a line's end.
    private var isContinuation: Bool {
        text[index] == "\\" && (index + 1 == text.count || text[index + 1].isNewline)
    }

    /// Where the cursor is. Positions are asked for in their order.
    private var here: SourcePosition {
        mutating get {
            while countedIndex < index {
                if text[countedIndex].isNewline {
                    line += 1
                    column = 1
                } else {
                    column += text[countedIndex].unicodeScalars.count
                }
                countedIndex += 1
            }
            return SourcePosition(file: start.file, line: line, column: column)
        }
    }
}
