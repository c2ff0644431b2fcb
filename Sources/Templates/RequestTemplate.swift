import WireJSON

/// JSON with names in the place of values: `{"name": $name, "text": "a ${name} b"}`.
///
/// It is taken apart once. Filled, it is JSON whatever the values are, in the bytes of Python's `json.dumps`: no value is
/// ever put into a text that is read again.
package struct RequestTemplate: Sendable {
    indirect enum Node: Sendable {
        /// A value without names in it, and its bytes.
        case literal(JSONValue, [UInt8])
        case name(TemplateName)
        case text([TextPart])
        case array([Node])
        case object([Member])
    }

    struct Member: Sendable {
        let key: JSONString
        /// The key with its quotes, and `: `.
        let bytes: [UInt8]
        let node: Node
    }

    /// A part of a string.
    enum TextPart: Sendable {
        case literal(JSONString)
        case name(TemplateName)
    }

    /// What the values of names are.
    package typealias Values = (String) -> TemplateValue?

    let root: Node
    /// The names in it, each once.
    package let names: [TemplateName]

    /// - Parameters:
    ///   - text: the template.
    ///   - resolve: what a name can stand for; `nil` for a name that there is not.
    ///   - suggest: what to say behind a name that there is not.
    /// - Throws: ``TemplateProblems`` with all that is wrong with it.
    package init(
        _ text: String,
        names resolve: @escaping (String) -> TemplateName?,
        suggest: @escaping (String) -> String = { _ in "" }
    ) throws(TemplateProblems) {
        var text = text
        let result: Result<RequestTemplate, TemplateProblems> = text.withUTF8 { bytes in
            var parser = TemplateParser(bytes, names: resolve, suggest: suggest)
            let root = parser.parse()
            guard let root, parser.problems.isEmpty else {
                return .failure(TemplateProblems(parser.problems))
            }
            return .success(RequestTemplate(root: root, names: parser.found))
        }
        self = try result.get()
    }

    private init(root: Node, names: [TemplateName]) {
        self.root = root
        self.names = names
    }

    /// The JSON that it comes to.
    ///
    /// - Parameters:
    ///   - values: what the names stand for.
    ///   - path: what a file is called where the request goes to.
    /// - Throws: ``TemplateFailure`` when a value is none of its type, or nothing is left.
    package func bytes(
        _ values: Values,
        path: (String) -> String = { $0 }
    ) throws(TemplateFailure) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(256)
        guard try append(root, values, path, to: &output) else {
            throw TemplateFailure(message: "there is nothing to send: \(names.map(\.name).joined(separator: ", "))")
        }
        return output
    }

    /// - Returns: whether there is a value; if not, nothing was appended.
    private func append(
        _ node: Node,
        _ values: Values,
        _ path: (String) -> String,
        to output: inout [UInt8]
    ) throws(TemplateFailure) -> Bool {
        switch node {
        case .literal(_, let bytes): output += bytes
        case .name(let name):
            guard let value = values(name.name) else { throw Self.missing(name) }
            return try append(value, of: name, path, to: &output)
        case .text(let parts):
            guard let text = try Self.text(parts, values, path) else { return false }
            text.withUnsafeBufferPointer { JSONWriter.canonical.append(string: $0, to: &output) }
        case .array(let nodes):
            output.append(UInt8(ascii: "["))
            var isFirst = true
            for node in nodes {
                let start = output.count
                if !isFirst { output += Self.comma }
                if try append(node, values, path, to: &output) {
                    isFirst = false
                } else {
                    output.removeSubrange(start...)
                }
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            var isFirst = true
            for member in members {
                let start = output.count
                if !isFirst { output += Self.comma }
                output += member.bytes
                if try append(member.node, values, path, to: &output) {
                    isFirst = false
                } else {
                    output.removeSubrange(start...)
                }
            }
            output.append(UInt8(ascii: "}"))
        }
        return true
    }

    private static let comma = Array(", ".utf8)

    private func append(
        _ value: TemplateValue,
        of name: TemplateName,
        _ path: (String) -> String,
        to output: inout [UInt8]
    ) throws(TemplateFailure) -> Bool {
        switch value {
        case .absent: return false
        case .one(let text):
            try append(text, of: name, path, to: &output)
        case .many(let texts):
            output.append(UInt8(ascii: "["))
            for (index, text) in texts.enumerated() {
                if index > 0 { output += Self.comma }
                try append(text, of: name, path, to: &output)
            }
            output.append(UInt8(ascii: "]"))
        }
        return true
    }

    private func append(
        _ text: String,
        of name: TemplateName,
        _ path: (String) -> String,
        to output: inout [UInt8]
    ) throws(TemplateFailure) {
        let text = name.type.isFile ? path(text) : text
        if let problem = name.type.append(text, to: &output) {
            throw TemplateFailure(message: "\(name.name): \(problem)")
        }
    }

    /// The text of a string, in WTF-8; `nil` when a part of it is absent.
    static func text(
        _ parts: [TextPart],
        _ values: Values,
        _ path: (String) -> String
    ) throws(TemplateFailure) -> [UInt8]? {
        var bytes: [UInt8] = []
        for part in parts {
            switch part {
            case .literal(let string): bytes += string.bytes
            case .name(let name):
                guard let value = values(name.name) else { throw missing(name) }
                switch value {
                case .absent: return nil
                case .one(let text): bytes += (name.type.isFile ? path(text) : text).utf8
                case .many(let texts):
                    bytes += texts.map { name.type.isFile ? path($0) : $0 }.joined(separator: " ").utf8
                }
            }
        }
        return bytes
    }

    private static func missing(_ name: TemplateName) -> TemplateFailure {
        TemplateFailure(message: "'\(name.name)' has no value")
    }
}

/// All that is wrong with a template.
package struct TemplateProblems: Error, Hashable, Sendable {
    package var problems: [TemplateProblem]

    package init(_ problems: [TemplateProblem]) {
        self.problems = problems
    }
}
