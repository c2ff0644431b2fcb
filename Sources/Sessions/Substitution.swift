/// A replacement of what a regular expression matches: `/C:\/old/D:\/new/`, or with another separator `|C:/old|D:/new|`.
///
/// In the replacement `$1` to `$9` stand for the groups of the expression, `$0` for all that it matched, `$$` for `$`.
package struct Substitution {
    private enum Part {
        case text(Substring)
        case group(Int)
    }

    package let source: String
    private let pattern: TextPattern
    private let parts: [Part]

    /// - Parameter source: the separator, the expression, the separator, the replacement, and once more the separator,
    ///   which may be left out. A backslash before a separator makes it an ordinary character.
    /// - Throws: ``PatternError`` when it is not that.
    package init(_ source: String) throws(PatternError) {
        guard let separator = source.first, !separator.isLetter, !separator.isNumber, separator != "\\" else {
            throw PatternError(reason: "'\(source)' is not /EXPRESSION/REPLACEMENT/")
        }
        let pieces = Self.split(source.dropFirst(), at: separator)
        guard pieces.count == 2 || pieces.count == 3 && pieces[2].isEmpty, !pieces[0].isEmpty else {
            throw PatternError(reason: "'\(source)' is not \(separator)EXPRESSION\(separator)REPLACEMENT\(separator)")
        }
        try self.init(TextPattern(pieces[0]), by: pieces[1], source: source)
    }

    /// - Parameter replacement: what stands in the place of what matches.
    package init(_ pattern: TextPattern, by replacement: String, source: String) {
        self.source = source
        self.pattern = pattern
        parts = Self.parts(replacement)
    }

    /// The text with every match replaced; `nil` when nothing matches.
    package func apply(to text: String) -> String? {
        var result = ""
        var end = text.startIndex
        let matches = text.matches(of: pattern.regex)
        for match in matches {
            result += text[end..<match.range.lowerBound]
            result += replacement(of: match)
            end = match.range.upperBound
        }
        return matches.isEmpty ? nil : result + text[end...]
    }

    /// What matches in a text, and what stands for it.
    func matches(in text: String) -> [(text: String, replacement: String)] {
        text.matches(of: pattern.regex).map { (String(text[$0.range]), replacement(of: $0)) }
    }

    private func replacement(of match: Regex<AnyRegexOutput>.Match) -> String {
        parts.reduce(into: "") { result, part in
            switch part {
            case .text(let text): result += text
            case .group(let number):
                if number < match.output.count, let group = match.output[number].substring { result += group }
            }
        }
    }

    /// The bytes with every match replaced; bytes that are not UTF-8 stay as they are.
    package func apply(to bytes: [UInt8]) -> [UInt8] {
        guard let text = String(validating: bytes, as: UTF8.self), let changed = apply(to: text) else { return bytes }
        return Array(changed.utf8)
    }

    private static func split(_ text: Substring, at separator: Character) -> [String] {
        var pieces = [""]
        var rest = text
        while let character = rest.popFirst() {
            if character == "\\", rest.first == separator {
                rest.removeFirst()
                pieces[pieces.count - 1].append(separator)
            } else if character == "\\", let next = rest.popFirst() {
                pieces[pieces.count - 1] += "\\\(next)"
            } else if character == separator {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
        }
        return pieces
    }

    private static func parts(_ replacement: String) -> [Part] {
        var parts: [Part] = []
        var rest = replacement[...]
        while let dollar = rest.firstIndex(of: "$") {
            let next = rest.index(after: dollar)
            guard next < rest.endIndex else { break }
            if let number = rest[next].wholeNumberValue, rest[next].isASCII {
                parts.append(.text(rest[..<dollar]))
                parts.append(.group(number))
                rest = rest[rest.index(after: next)...]
            } else {
                // `$$` is one dollar; before anything else a dollar is a dollar.
                parts.append(.text(rest[...dollar]))
                rest = rest[(rest[next] == "$" ? rest.index(after: next) : next)...]
            }
        }
        parts.append(.text(rest))
        return parts
    }
}
