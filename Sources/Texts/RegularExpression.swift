import CPCRE2
import Platform

/// A regular expression that a user or a file gave: PCRE2's, over Unicode scalars, compiled once and used by any thread.
///
/// `\d`, `\w`, `\s` and `(?i)` know Unicode. `.` matches all but the ends of lines: LF, CR, VT, FF, NEL, LS and PS. `$`
/// stands for the end of the text only, not also for the place before a last line end. `\u{E9}` and `\u00E9` are
/// `\x{E9}`. No match runs without end: one that has spent its ``Budget`` is an error, ``LimitExceeded``.
package struct RegularExpression: Sendable {
    /// What `^` and `$` stand for.
    package enum Anchors: Sendable {
        /// The start and the end of the text.
        case text
        /// The start and the end of each line, too.
        case lines
    }

    /// The longest expression taken, in bytes: compiled it has some ten times that, and PCRE2 takes 64 KiB.
    package static let longest = 4096

    package let source: String
    let code: Code
    private let outline: ExpressionOutline?
    private let quickSearch: QuickSearch
    /// A text that stands in whatever matches, and does so within a single JSON string or number: it has no marks in it
    /// that stand between two.
    package let wordInMatches: [UInt8]?

    /// - Parameter usesJIT: whether to compile to machine code, where the system allows it; else PCRE2 interprets.
    /// - Throws: ``PatternError`` when it is none.
    package init(_ source: String, anchors: Anchors = .text, usesJIT: Bool = true) throws(PatternError) {
        guard source.utf8.count <= Self.longest else {
            throw PatternError(reason: "a regular expression has at most \(Self.longest) bytes")
        }
        self.source = source
        var options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C
        if anchors == .lines { options |= PCRE2_MULTILINE }
        outline = ExpressionOutline(source)
        wordInMatches = outline?.required?.split(whereSeparator: { " ,:{}[]\"\\".utf8.contains($0) })
            .max { $0.count < $1.count }.map(Array.init)
        let escapes = UnicodeEscapes(source)
        do throws(Code.Failure) {
            code = try Code(escapes.translated, options | PCRE2_AUTO_CALLOUT, usesJIT: usesJIT)
        } catch {
            let place = escapes.characters(before: error.offset)
            throw PatternError(reason: "'\(source)' is no regular expression: \(error.reason) at \(place)")
        }
        quickSearch = QuickSearch(escapes.translated, options, usesJIT: usesJIT)
    }

    /// Whether it matches somewhere in a text.
    package func matches(_ text: String) throws(LimitExceeded) -> Bool {
        try matches(text.utf8Span)
    }

    /// Whether it matches somewhere in a request or response; what is not UTF-8 in it counts as U+FFFD.
    package func matches(_ bytes: [UInt8]) throws(LimitExceeded) -> Bool {
        guard let text = try? UTF8Span(validating: bytes.span) else {
            return try matches(String(decoding: bytes, as: UTF8.self))
        }
        return try matches(text)
    }

    /// Whether it matches somewhere in bytes that are known to be UTF-8.
    package func matches(utf8 subject: UnsafeBufferPointer<UInt8>) throws(LimitExceeded) -> Bool {
        if let outline {
            if let required = outline.required {
                let isThere = UnsafeRawBufferPointer(subject).contains(bytes: required)
                if !isThere || outline.isAll { return isThere }
            }
            if outline.isQuick(in: subject.count), let isMatch = quickSearch.matches(subject) { return isMatch }
        }
        var search = try MatchSearch(self, subject)
        return try search.next() != nil
    }

    private func matches(_ text: UTF8Span) throws(LimitExceeded) -> Bool {
        try text.span.withUnsafeBufferPointer { subject throws(LimitExceeded) in
            var search = try MatchSearch(self, subject)
            return try search.next() != nil
        }
    }

    /// What its first group matches or, if it has none, all that it matches.
    ///
    /// - Returns: `nil` when it does not match; an empty text for a group that took no part in the match.
    package func captured(in text: String) throws(LimitExceeded) -> String? {
        try text.utf8Span.span.withUnsafeBufferPointer { subject throws(LimitExceeded) in
            var search = try MatchSearch(self, subject)
            guard let match = try search.next() else { return nil }
            return String(decoding: match.bytes(of: match.groupCount > 0 ? 1 : 0), as: UTF8.self)
        }
    }

    /// What its groups match, an empty text for each that took no part.
    ///
    /// - Returns: `nil` when it does not match.
    package func groups(in text: String) throws(LimitExceeded) -> [String]? {
        try text.utf8Span.span.withUnsafeBufferPointer { subject throws(LimitExceeded) in
            var search = try MatchSearch(self, subject)
            guard let match = try search.next() else { return nil }
            var groups: [String] = []
            for group in 0..<match.groupCount {
                groups.append(String(decoding: match.bytes(of: group + 1), as: UTF8.self))
            }
            return groups
        }
    }

    /// Goes through all matches, from the start to the end; behind an empty one it goes on with the next character.
    ///
    /// - Parameter body: gets each match, which it must not keep.
    package func forEachMatch(in text: UTF8Span, _ body: (borrowing Match) throws(LimitExceeded) -> Void)
        throws(LimitExceeded)
    {
        try text.span.withUnsafeBufferPointer { subject throws(LimitExceeded) in
            var search = try MatchSearch(self, subject)
            while let match = try search.next() { try body(match) }
        }
    }
}

extension RegularExpression {
    /// A match that was given up.
    package struct LimitExceeded: Error, Hashable, Sendable, CustomStringConvertible {
        package enum Limit: Hashable, Sendable {
            case steps
            case memory
            /// It calls itself at the same place.
            case recursion
            /// Of what stands for its matches, in bytes.
            case replacement(Int)
        }

        package let source: String
        package let limit: Limit

        package init(source: String, limit: Limit) {
            self.source = source
            self.limit = limit
        }

        package var description: String {
            let what =
                switch limit {
                case .steps: "took too many steps"
                case .memory: "needed too much memory"
                case .recursion: "calls itself without end"
                case .replacement(let most): "makes a text of more than \(most >> 20) MiB"
                }
            return "the expression '\(source)' \(what)"
        }
    }

    /// Compiled code.
    ///
    /// `@unchecked Sendable`: PCRE2 only reads it once it is compiled, "threads" in pcre2api(3).
    final class Code: @unchecked Sendable {
        struct Failure: Error {
            let reason: String
            /// In bytes.
            let offset: Int
        }

        let pointer: OpaquePointer

        init(_ pattern: [UInt8], _ options: UInt32, usesJIT: Bool) throws(Failure) {
            let context = pcre2_compile_context_create_8(nil)
            defer { pcre2_compile_context_free_8(context) }
            pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANY))
            var (error, offset) = (Int32(0), 0)
            guard let code = pcre2_compile_8(pattern, pattern.count, options, &error, &offset, context) else {
                throw Failure(reason: Self.reason(error), offset: offset)
            }
            pointer = code
            // Where the system allows no machine code, or for the few expressions that cannot be it, PCRE2 interprets.
            if usesJIT { pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }
        }

        deinit { pcre2_code_free_8(pointer) }

        private static func reason(_ error: Int32) -> String {
            var text = [UInt8](repeating: 0, count: 256)
            let count = pcre2_get_error_message_8(error, &text, text.count)
            return count < 0 ? "error \(error)" : String(decoding: text.prefix(Int(count)), as: UTF8.self)
        }
    }
}
