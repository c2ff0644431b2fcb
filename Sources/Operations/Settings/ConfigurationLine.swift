import Texts

/// A line of the configuration file: `NAME = VALUE`, `NAME = "VALUE"   # comment`, `[ENDPOINT]`
enum ConfigurationLine {
    /// The name of the section that a line begins; `nil` when it begins none.
    ///
    /// - Throws: ``Failure`` for one that does not end.
    static func section(_ line: Substring) throws(Failure) -> String? {
        let content = withoutComment(line).trimmed
        guard content.first == "[" else { return nil }
        guard content.last == "]", content.count > 2 else {
            throw .usage("a section is [ENDPOINT], such as [ws://winbox:40010]")
        }
        return String(content.dropFirst().dropLast())
    }

    /// - Returns: `nil` for an empty line or a comment.
    /// - Throws: ``Failure`` for anything else.
    static func parse(_ line: Substring) throws(Failure) -> (name: String, value: String)? {
        let content = line.drop { $0.isWhitespace }
        guard let first = content.first, first != "#" else { return nil }
        guard let equals = content.firstIndex(of: "="), equals != content.startIndex,
            let value = try value(content[content.index(after: equals)...])
        else { throw .usage("a line is NAME = VALUE") }
        return (content[..<equals].trimmed, value)
    }

    /// Between quotes stands the value as it is, backslashes too: paths of Windows have them. Without quotes a blank and
    /// `#` end it.
    private static func value(_ text: Substring) throws(Failure) -> String? {
        let content = text.drop { $0.isWhitespace }
        guard let quote = content.first, quote == "\"" || quote == "'" else {
            let value = withoutComment(text).trimmed
            return value.isEmpty ? nil : value
        }
        guard let end = content.dropFirst().firstIndex(of: quote) else {
            throw .usage("the value has no closing \(quote)")
        }
        let rest = content[content.index(after: end)...]
        guard withoutComment(rest).allSatisfy(\.isWhitespace) else {
            throw .usage("behind the closing \(quote) only a blank and a # comment can follow")
        }
        return String(content[content.index(after: content.startIndex)..<end])
    }

    private static func withoutComment(_ text: Substring) -> Substring {
        var before: Character?
        for index in text.indices {
            if text[index] == "#", before?.isWhitespace ?? false { return text[..<index] }
            before = text[index]
        }
        return text
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
