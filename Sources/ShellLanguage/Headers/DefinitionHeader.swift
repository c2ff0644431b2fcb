import Templates
import Texts

/// What stands behind `define`: a name and parameters.
struct DefinitionHeader {
    /// What lets it take the place of a command that comes with the program.
    static let override = "--override"

    private(set) var words: [String] = []
    private(set) var parameters: [Parameter] = []
    private(set) var isOverride = false
    /// Where the name stands.
    private(set) var position: SourcePosition
    /// What is wrong with it, and where.
    private(set) var problems: [(SourcePosition, String)] = []

    private let start: SourcePosition
    private var cursor: HeaderCursor
    private var isInParentheses = false
    private var hadParentheses = false

    /// - Parameters:
    ///   - text: what stands behind `define`.
    ///   - start: where that begins.
    init(_ text: String, at start: SourcePosition) {
        self.start = start
        position = start
        cursor = HeaderCursor(text, at: start)
        read()
    }

    // MARK: Items

    private mutating func read() {
        var linesAt: (line: Int, parameter: Int)?
        while true {
            cursor.skipBlanks()
            guard let byte = cursor.byte else { break }
            let place = cursor.position
            switch byte {
            case UInt8(ascii: "#"):
                let comment = cursor.takeComment()
                // It explains what stands before it in its line, or else what it goes on from.
                if let last = linesAt, last.line == place.line || last.line == place.line - 1 {
                    let before = parameters[last.parameter].help
                    parameters[last.parameter].help = before.isEmpty ? comment : "\(before) \(comment)"
                    linesAt?.line = place.line
                }
                continue
            case UInt8(ascii: "("):
                if hadParentheses { problems.append((place, "'(' stands once, around all parameters")) }
                hadParentheses = true
                isInParentheses = true
                cursor.index += 1
                continue
            case UInt8(ascii: ")"):
                if !isInParentheses { problems.append((place, "a '(' is missing")) }
                isInParentheses = false
                cursor.index += 1
                continue
            case UInt8(ascii: "]"):
                problems.append((place, "a '[' is missing"))
                cursor.index += 1
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
        if cursor.takes("[") {
            cursor.skipBlanks()
            readParameter(at: place, isOptional: true)
            cursor.skipBlanks()
            if !cursor.takes("]") { resume("a ']' is missing behind this", at: place) }
            return
        }
        let word = cursor.word
        if word == Self.override {
            isOverride = true
            cursor.index += word.utf8.count
        } else if word.utf8.first == UInt8(ascii: "-") || Self.isCapital(word) {
            readParameter(at: place, isOptional: false)
        } else if parameters.isEmpty, !hadParentheses, Self.isName(word) {
            if words.isEmpty { position = place }
            words.append(word)
            cursor.index += word.utf8.count
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
        _ = cursor.take { !HeaderCursor.isBlank($0) && $0 != UInt8(ascii: "]") }
        _ = cursor.takes("]")
    }

    // MARK: Parameters

    private mutating func readParameter(at place: SourcePosition, isOptional: Bool) {
        if cursor.byte == UInt8(ascii: "-") {
            readOption(at: place, isOptional: isOptional)
        } else {
            readArgument(at: place, isOptional: isOptional)
        }
    }

    /// `NAME`, `NAME:TYPE`, `NAME=DEFAULT`, `NAME ...`
    private mutating func readArgument(at place: SourcePosition, isOptional: Bool) {
        let begin = cursor.index
        let name = cursor.take(while: Self.isNamePart)
        guard Self.isCapital(name) else {
            cursor.index = begin
            resume("'\(cursor.word)' is no parameter: NAME, [NAME], [--option TYPE], [--flag]", at: place)
            return
        }
        var typeText = name
        if cursor.takes(":") {
            let text = cursor.takeType()
            typeText = text.hasPrefix(".") || !text.contains(":") && Self.isRange(text) ? "\(name):\(text)" : text
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
        let back = cursor.index
        cursor.skipBlanks()
        if cursor.takesEllipsis() {
            parameter.form = .argument(isOptional: isOptional, isRepeated: true)
            if parameter.standard != nil {
                problems.append((place, "\(name): what takes several words has no default"))
                parameter.standard = nil
            }
        } else {
            cursor.index = back
        }
        parameters.append(parameter)
    }

    /// `--radius NUMBER=10`, `-r|--radius NUMBER`, `--visible`
    private mutating func readOption(at place: SourcePosition, isOptional: Bool) {
        let written = cursor.take { !HeaderCursor.isBlank($0) && !"]=()".utf8.contains($0) }
        let parts = written.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        let long = parts.last ?? ""
        guard parts.count <= 2, Self.isOption(long), parts.count == 1 || Self.isShort(parts[0]) else {
            problems.append((place, "'\(written)' is no option: --radius, -r|--radius"))
            _ = cursor.take { $0 != UInt8(ascii: "]") && !HeaderCursor.isLineEnd($0) }
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
        let back = cursor.index
        cursor.skipBlanks()
        let typePlace = cursor.position
        // A word behind an option that is not in brackets is its type, or the next parameter: then it is the type.
        if Self.isType(cursor.word) {
            let typeText = cursor.takeType()
            parameter.form = .option(isRequired: !isOptional)
            parameter.valueName = typeText
            parameter.type = type(typeText, at: typePlace)
            readRest(of: &parameter, isOptional: isOptional)
        } else {
            cursor.index = back
            if !isOptional {
                problems.append((place, "\(long): a type is missing (a flag stands in brackets: [\(long)])"))
            }
            if cursor.byte == UInt8(ascii: "=") { resume("\(long): a flag has no default", at: place) }
        }
        parameters.append(parameter)
    }

    /// `@NAME` and `=DEFAULT`
    private mutating func readRest(of parameter: inout Parameter, isOptional: Bool) {
        if cursor.takes("@") {
            parameter.completion = cursor.take(while: Self.isNamePart)
        }
        guard cursor.takes("=") else { return }
        let place = cursor.position
        let (standard, missing) = cursor.takeDefault()
        if let missing { problems.append((cursor.position, "a \(missing) is missing")) }
        guard isOptional else {
            problems.append(
                (place, "\(parameter.name): what has a default stands in brackets: [\(parameter.name) ...]")
            )
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
                problems.append(
                    (parameter.position, "\(parameter.name) would get nothing: \(repeated) ... takes the rest")
                )
            }
            if isOptional { optional = parameter.name }
            if isRepeated { repeated = parameter.name }
        }
    }

    // MARK: Words

    static func isName(_ word: String) -> Bool {
        guard let first = word.utf8.first, Variables.isNameByte(first, isFirst: true) else { return false }
        return word.utf8.allSatisfy(isNamePart)
    }

    /// Whether it is a word in capitals, up to its `:`, `=` or `@`.
    static func isCapital(_ word: some StringProtocol) -> Bool {
        let name = word.utf8.prefix { !":=@.".utf8.contains($0) }
        guard let first = name.first, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first else { return false }
        return name.allSatisfy { isNamePart($0) && !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0) }
    }

    private static func isRange(_ text: String) -> Bool { text.contains("..") }

    private static func isType(_ word: String) -> Bool {
        let word = word.utf8.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "@") }
        return isCapital(Substring(word)) || word.contains(UInt8(ascii: "|"))
    }

    private static func isOption(_ text: String) -> Bool {
        let name = text.utf8.dropFirst(2)
        guard text.hasPrefix("--"), let first = name.first, Variables.isNameByte(first, isFirst: true) else {
            return false
        }
        return name.allSatisfy { isNamePart($0) && $0 != UInt8(ascii: "_") }
    }

    private static func isShort(_ text: String) -> Bool {
        guard text.utf8.count == 2, text.hasPrefix("-"), let last = text.utf8.last else { return false }
        return last != UInt8(ascii: "_") && Variables.isNameByte(last, isFirst: true)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || Variables.isNameByte(byte, isFirst: false)
    }
}
