package import Texts

/// A replacement of what a regular expression matches: `/C:\/old/D:\/new/`, or with another separator `|C:/old|D:/new|`.
///
/// In the replacement `$1` to `$9` stand for the groups of the expression, `$0` for all that it matched, `$$` for `$`.
package struct Substitution {
    private enum Part {
        case text([UInt8])
        case group(Int)
    }

    /// The longest text that comes of it, in bytes: some substitutions, one after the other, could fill the memory.
    private static let longest = 64 << 20

    package let source: String
    private let expression: RegularExpression
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
        try self.init(RegularExpression(pieces[0]), by: pieces[1], source: source)
    }

    /// - Parameter replacement: what stands in the place of what matches.
    package init(_ expression: RegularExpression, by replacement: String, source: String) {
        self.source = source
        self.expression = expression
        parts = Self.parts(replacement)
    }

    /// The text with every match replaced; `nil` when nothing matches.
    ///
    /// - Parameter note: gets each match, and what stands for it.
    package func apply(
        to text: String,
        noting note: (_ match: String, _ replacement: String) -> Void = { _, _ in }
    ) throws(RegularExpression.LimitExceeded) -> String? {
        let changed = try replaced(text.utf8Span) { match, replacement in
            note(String(decoding: match, as: UTF8.self), String(decoding: replacement, as: UTF8.self))
        }
        return changed.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes with every match replaced; bytes that are not UTF-8 stay as they are.
    package func apply(to bytes: [UInt8]) throws(RegularExpression.LimitExceeded) -> [UInt8] {
        guard let text = try? UTF8Span(validating: bytes.span) else { return bytes }
        return try replaced(text) { _, _ in } ?? bytes
    }

    private func replaced(
        _ text: UTF8Span,
        noting note: (Slice<UnsafeBufferPointer<UInt8>>, ArraySlice<UInt8>) -> Void
    ) throws(RegularExpression.LimitExceeded) -> [UInt8]? {
        var result: [UInt8] = []
        var end: Int?
        try expression.forEachMatch(in: text) { match throws(RegularExpression.LimitExceeded) in
            result += match.bytesBefore(from: end ?? 0)
            let start = result.count
            for part in parts {
                switch part {
                case .text(let text): result += text
                case .group(let number): result += match.bytes(of: number)
                }
            }
            guard result.count <= Self.longest else {
                throw .init(source: expression.source, limit: .replacement(Self.longest))
            }
            note(match.bytes(of: 0), result[start...])
            end = match.range.upperBound
        }
        guard let end else { return nil }
        text.span.withUnsafeBufferPointer { result += $0[end...] }
        return result
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
                parts.append(.text(Array(rest[..<dollar].utf8)))
                parts.append(.group(number))
                rest = rest[rest.index(after: next)...]
            } else {
                // `$$` is one dollar; before anything else a dollar is a dollar.
                parts.append(.text(Array(rest[...dollar].utf8)))
                rest = rest[(rest[next] == "$" ? rest.index(after: next) : next)...]
            }
        }
        parts.append(.text(Array(rest.utf8)))
        return parts
    }
}
