/// Elements, attributes and text of a document without entities of its own: enough to see what a reader would.
struct XMLDocument {
    struct Malformed: Error {
        var reason: String
    }

    struct Element {
        var name: String
        var attributes: [String: String] = [:]
        var children: [Element] = []
        var text = ""
    }

    let root: Element

    init(_ text: String) throws {
        var rest = text.unicodeScalars[...]
        for scalar in rest where !Self.isAllowed(scalar) {
            throw Malformed(reason: "U+\(String(scalar.value, radix: 16))")
        }
        if rest.starts(with: "<?xml".unicodeScalars) {
            guard let end = rest.firstIndex(of: ">") else { throw Malformed(reason: "no end of the declaration") }
            rest = rest[rest.index(after: end)...]
        }
        Self.skipSpace(&rest)
        root = try Self.element(&rest)
        Self.skipSpace(&rest)
        if !rest.isEmpty { throw Malformed(reason: "more behind the root") }
    }

    /// The characters of XML 1.0.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...: true
        default: false
        }
    }

    private typealias Text = Substring.UnicodeScalarView

    private static func element(_ rest: inout Text) throws -> Element {
        guard rest.popFirst() == "<" else { throw Malformed(reason: "no element") }
        var element = Element(name: name(&rest))
        if element.name.isEmpty { throw Malformed(reason: "no name") }
        while true {
            skipSpace(&rest)
            if rest.first == "/" {
                rest.removeFirst()
                guard rest.popFirst() == ">" else { throw Malformed(reason: "a / in \(element.name)") }
                return element
            }
            if rest.first == ">" {
                rest.removeFirst()
                break
            }
            let attribute = name(&rest)
            guard !attribute.isEmpty, rest.popFirst() == "=", let quote = rest.popFirst(),
                quote == "\"" || quote == "'",
                let end = rest.firstIndex(of: quote)
            else { throw Malformed(reason: "an attribute of \(element.name)") }
            guard element.attributes[attribute] == nil, !rest[..<end].contains("<") else {
                throw Malformed(reason: "\(attribute) of \(element.name)")
            }
            element.attributes[attribute] = try text(rest[..<end])
            rest = rest[rest.index(after: end)...]
        }
        while true {
            let end = rest.firstIndex(of: "<") ?? rest.endIndex
            element.text += try text(rest[..<end])
            rest = rest[end...]
            guard rest.starts(with: "</".unicodeScalars) else {
                element.children.append(try self.element(&rest))
                continue
            }
            rest.removeFirst(2)
            guard name(&rest) == element.name else { throw Malformed(reason: "\(element.name) is not closed") }
            skipSpace(&rest)
            guard rest.popFirst() == ">" else { throw Malformed(reason: "\(element.name) is not closed") }
            return element
        }
    }

    private static func name(_ rest: inout Text) -> String {
        let end = rest.firstIndex { !($0.properties.isAlphabetic || "-_0123456789".unicodeScalars.contains($0)) }
        let name = rest[..<(end ?? rest.endIndex)]
        rest = rest[(end ?? rest.endIndex)...]
        return String(name)
    }

    private static func text(_ raw: Text) throws -> String {
        var text = ""
        var rest = raw
        while let scalar = rest.popFirst() {
            guard scalar == "&" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            guard let end = rest.firstIndex(of: ";") else { throw Malformed(reason: "a bare &") }
            let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
            guard let character = entities[String(rest[..<end])] else {
                throw Malformed(reason: "&\(String(rest[..<end]));")
            }
            text += character
            rest = rest[rest.index(after: end)...]
        }
        return text
    }

    private static func skipSpace(_ rest: inout Text) {
        rest = rest.drop { $0.properties.isWhitespace }
    }
}
