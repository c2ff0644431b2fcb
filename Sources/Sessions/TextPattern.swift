/// A regular expression that a user or a file gave.
package struct TextPattern {
    /// The longest expression taken, in bytes: the system's parser calls itself for each level of nesting, and some
    /// thousand levels end the program.
    package static let longest = 1000

    package let source: String
    let regex: Regex<AnyRegexOutput>

    /// - Throws: ``PatternError`` when it is none.
    package init(_ source: String) throws(PatternError) {
        guard source.utf8.count <= Self.longest else {
            throw PatternError(reason: "a regular expression has at most \(Self.longest) bytes")
        }
        self.source = source
        do {
            // By code point, as other programs do: with characters, `.` would take CR LF for one.
            regex = try Regex(source).matchingSemantics(.unicodeScalar)
        } catch {
            throw PatternError(reason: "'\(source)' is no regular expression: \(error)")
        }
    }

    /// Whether it matches somewhere in a text.
    package func matches(_ text: String) -> Bool {
        text.firstMatch(of: regex) != nil
    }

    /// What its first group matches or, if it has none, all that it matches; `^` and `$` also stand for the start and
    /// end of a line.
    ///
    /// - Returns: `nil` when it does not match; an empty text for a group that took no part in the match.
    package func captured(in text: String) -> String? {
        guard let match = text.firstMatch(of: regex.anchorsMatchLineEndings()) else { return nil }
        guard match.output.count > 1 else { return String(text[match.range]) }
        return match.output[1].substring.map(String.init) ?? ""
    }

    /// Whether it matches somewhere in a request or response; what is not UTF-8 in it counts as U+FFFD.
    package func matches(_ bytes: [UInt8]) -> Bool {
        matches(String(decoding: bytes, as: UTF8.self))
    }
}

/// A regular expression or a substitution that cannot be used, and why.
package struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }

    package var description: String { reason }
}
