import WireJSON

/// Takes a template apart.
///
/// Strings and numbers are read as Python reads them; a `#` between values begins a comment.
struct TemplateParser {
    /// More levels are taken for a mistake.
    private static let deepest = 100

    private let bytes: UnsafeBufferPointer<UInt8>
    private let resolve: (String) -> TemplateName?
    private let suggest: (String) -> String
    private var offset = 0
    private var depth = 0
    private(set) var problems: [TemplateProblem] = []
    /// The names in it, each once.
    private(set) var found: [TemplateName] = []

    init(
        _ bytes: UnsafeBufferPointer<UInt8>,
        names resolve: @escaping (String) -> TemplateName?,
        suggest: @escaping (String) -> String
    ) {
        self.bytes = bytes
        self.resolve = resolve
        self.suggest = suggest
    }

    /// - Returns: `nil` when it could not be read to its end; why, ``problems`` tells.
    mutating func parse() -> RequestTemplate.Node? {
        do throws(TemplateProblem) {
            let root = try value()
            skipBlanks()
            guard offset == bytes.count else { throw problem("unexpected text behind the JSON", at: offset) }
            return root
        } catch {
            problems.append(error)
            return nil
        }
    }

    // MARK: Values

    private mutating func value() throws(TemplateProblem) -> RequestTemplate.Node {
        skipBlanks()
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "$"): return .name(try name())
        default:
            let start = offset
            let value = try scan { scanner throws(JSONError) in try scanner.value() }
            if value.number?.literal.utf8.contains(where: { $0 == UInt8(ascii: "N") || $0 == UInt8(ascii: "I") }) == true
            {
                throw problem("NaN and Infinity are no JSON", at: start)
            }
            return .literal(value, JSONWriter.canonical.bytes(of: value))
        }
    }

    private mutating func object() throws(TemplateProblem) -> RequestTemplate.Node {
        let start = try open()
        var members: [RequestTemplate.Member] = []
        skipBlanks()
        while byte != UInt8(ascii: "}") {
            if !members.isEmpty {
                try take(UInt8(ascii: ","), "',' or '}'", start)
                skipBlanks()
            }
            let place = offset
            if byte == UInt8(ascii: "$") {
                throw problem("a name stands for a value, never for a key: write \"\(try name().name)\"", at: place)
            }
            guard byte == UInt8(ascii: "\"") else {
                throw offset < bytes.count ? problem("a key in double quotes is expected", at: place) : open(start)
            }
            let key = try scan { scanner throws(JSONError) in try scanner.rawString() }
            if key.bytes.hasName { report("a name stands for a value, never for a part of a key", at: place) }
            let decoded = key.decoded()
            if members.contains(where: { $0.key == decoded }) {
                report("the key \"\(decoded.lossyText)\" stands here twice", at: place)
            }
            skipBlanks()
            try take(UInt8(ascii: ":"), "':'", start)
            let node = try value()
            var bytes = JSONWriter.canonical.bytes(of: .string(decoded))
            bytes += ": ".utf8
            members.append(RequestTemplate.Member(key: decoded, bytes: bytes, node: node))
            skipBlanks()
        }
        close()
        return literal(members) ?? .object(members)
    }

    private mutating func array() throws(TemplateProblem) -> RequestTemplate.Node {
        let start = try open()
        var nodes: [RequestTemplate.Node] = []
        skipBlanks()
        while byte != UInt8(ascii: "]") {
            if !nodes.isEmpty { try take(UInt8(ascii: ","), "',' or ']'", start) }
            skipBlanks()
            if offset == bytes.count { throw open(start) }
            nodes.append(try value())
            skipBlanks()
        }
        close()
        return literal(nodes) ?? .array(nodes)
    }

    /// What has no names in it is written once.
    private func literal(_ members: [RequestTemplate.Member]) -> RequestTemplate.Node? {
        var object = JSONObject()
        for member in members {
            guard case .literal(let value, _) = member.node else { return nil }
            object.set(member.key, to: value)
        }
        return .literal(.object(object), JSONWriter.canonical.bytes(of: .object(object)))
    }

    private func literal(_ nodes: [RequestTemplate.Node]) -> RequestTemplate.Node? {
        var array: [JSONValue] = []
        for node in nodes {
            guard case .literal(let value, _) = node else { return nil }
            array.append(value)
        }
        return .literal(.array(array), JSONWriter.canonical.bytes(of: .array(array)))
    }

    private mutating func open() throws(TemplateProblem) -> Int {
        guard depth < Self.deepest else { throw problem("nested more than \(Self.deepest) deep", at: offset) }
        depth += 1
        offset += 1
        return offset - 1
    }

    private mutating func close() {
        depth -= 1
        offset += 1
    }

    private mutating func take(_ wanted: UInt8, _ words: String, _ start: Int) throws(TemplateProblem) {
        guard byte == wanted else {
            throw offset < bytes.count ? problem("\(words) is expected", at: offset) : open(start)
        }
        offset += 1
    }

    /// What is wrong when the text ends within a container.
    private func open(_ start: Int) -> TemplateProblem {
        problem("this '\(Character(Unicode.Scalar(bytes[start])))' is not closed", at: start)
    }

    // MARK: Strings

    private mutating func string() throws(TemplateProblem) -> RequestTemplate.Node {
        let start = offset
        let token = try scan { scanner throws(JSONError) in try scanner.rawString() }
        guard token.bytes.contains(UInt8(ascii: "$")) else {
            let value = JSONValue.string(token.decoded())
            return .literal(value, JSONWriter.canonical.bytes(of: value))
        }
        let parts = textParts(in: (start + 1)..<(offset - 1))
        let isLiteral = parts.allSatisfy { if case .literal = $0 { true } else { false } }
        guard !isLiteral else {
            let value = JSONValue.string(token.decoded())
            return .literal(value, JSONWriter.canonical.bytes(of: value))
        }
        return .text(parts)
    }

    /// The parts of a string that was read.
    private mutating func textParts(in range: Range<Int>) -> [RequestTemplate.TextPart] {
        var parts: [RequestTemplate.TextPart] = []
        var start = range.lowerBound
        var index = start
        func literal(_ end: Int) {
            guard start < end else { return }
            let quoted = [UInt8(ascii: "\"")] + bytes[start..<end] + [UInt8(ascii: "\"")]
            guard case .string(let string)? = try? JSONParser.parse(quoted) else { return }
            parts.append(.literal(string))
        }
        while index < range.upperBound {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "$"):
                let hasBrace = index + 1 < range.upperBound && bytes[index + 1] == UInt8(ascii: "{")
                let nameStart = index + (hasBrace ? 2 : 1)
                let nameEnd = endOfName(from: nameStart, range.upperBound)
                let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
                guard hasBrace else {
                    if nameEnd > nameStart, resolve(name) != nil {
                        report("in a string a name needs braces: ${\(name)} (\\u0024 is a '$')", at: index)
                    }
                    index = max(nameEnd, index + 1)
                    continue
                }
                guard nameEnd > nameStart, nameEnd < range.upperBound, bytes[nameEnd] == UInt8(ascii: "}") else {
                    report("'${' begins a name here: ${name} (\\u0024 is a '$')", at: index)
                    index = nameStart
                    continue
                }
                literal(index)
                parts.append(.name(resolved(name, at: index)))
                index = nameEnd + 1
                start = index
            default: index += 1
            }
        }
        literal(range.upperBound)
        return parts
    }

    // MARK: Names

    /// `$name`, `${name}`
    private mutating func name() throws(TemplateProblem) -> TemplateName {
        let start = offset
        let hasBrace = offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "{")
        let nameStart = offset + (hasBrace ? 2 : 1)
        let end = endOfName(from: nameStart, bytes.count)
        guard end > nameStart else { throw problem("a name is expected behind the '$'", at: start) }
        offset = end
        if hasBrace {
            guard byte == UInt8(ascii: "}") else { throw problem("a '}' is missing behind '${'", at: start) }
            offset += 1
        }
        return resolved(String(decoding: bytes[nameStart..<end], as: UTF8.self), at: start)
    }

    private mutating func resolved(_ name: String, at offset: Int) -> TemplateName {
        guard let known = resolve(name) else {
            report("unknown name '\(name)'\(suggest(name))", at: offset)
            return TemplateName(name)
        }
        if !found.contains(where: { $0.name == name }) { found.append(known) }
        return known
    }

    private func endOfName(from start: Int, _ limit: Int) -> Int {
        var end = start
        while end < limit {
            switch bytes[end] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9") where end > start: break
            default: return end
            }
            end += 1
        }
        return end
    }

    // MARK: Text

    /// The byte here; 0 at the end.
    private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private mutating func skipBlanks() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            case UInt8(ascii: "#"): while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
            default: return
            }
        }
    }

    private mutating func scan<Value>(
        _ body: (inout JSONScanner) throws(JSONError) -> Value
    ) throws(TemplateProblem) -> Value {
        var scanner = JSONScanner(bytes, at: offset)
        do throws(JSONError) {
            let value = try body(&scanner)
            offset = scanner.offset
            return value
        } catch {
            let isEnd = error.reason == .expectedValue && error.offset == bytes.count
            throw problem(isEnd ? "JSON is missing here" : "\(error.reason)", at: error.offset)
        }
    }

    private mutating func report(_ message: String, at offset: Int) {
        problems.append(problem(message, at: offset))
    }

    private func problem(_ message: String, at offset: Int) -> TemplateProblem {
        let (line, column) = JSONError.position(of: offset, in: bytes)
        return TemplateProblem(line: line, column: column, message: message)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether `${` stands in it.
    fileprivate var hasName: Bool {
        indices.dropLast().contains { self[$0] == UInt8(ascii: "$") && self[$0 + 1] == UInt8(ascii: "{") }
    }
}
