package import Texts

/// What an `if` asks for.
package struct Condition: Sendable {
    package enum Test: Sendable {
        /// What `expect` would ask of the last response.
        case response(words: [Word])
        /// Whether the last command failed.
        case failed
        case exists(Word)
        case equal(Word, Word)
    }

    package private(set) var isNegated = false
    package private(set) var test: Test

    package static let forms =
        "ok, error, failed, ~ REGEX, json /POINTER = VALUE, time < TIME, exists FILE, A = B, A != B, each also after 'not'"

    /// - Parameter words: what stands behind the `if`.
    /// - Throws: ``Failure`` when it is no condition.
    package init(_ words: ArraySlice<Word>, _ catalog: any CommandCatalog) throws(Failure) {
        var words = words
        test = .failed
        while words.first?.plainText == "not", words.count > 1, !Self.isComparison(words) {
            isNegated.toggle()
            words = words.dropFirst()
        }
        guard let first = words.first else { throw .usage("a condition is missing: \(Self.forms)") }
        let rest = Array(words.dropFirst())
        if Self.isComparison(words) {
            test = .equal(first, rest[1])
            if rest[0].plainText == "!=" { isNegated.toggle() }
            return
        }
        switch (first.plainText, rest.count) {
        case ("ok", 0), ("error", 0), ("~", 1...), ("json", _), ("time", 2): test = .response(words: Array(words))
        case ("failed", 0): test = .failed
        case ("exists", 1): test = .exists(rest[0])
        default:
            let text = words.map { $0.plainText ?? "..." }.joined(separator: " ")
            throw .usage("'\(text)' is no condition: \(Self.forms)")
        }
        if case .response(let words) = test, let literals = Self.literals(words) {
            try catalog.checkResponseTest(literals)
        }
    }

    private static func isComparison(_ words: ArraySlice<Word>) -> Bool {
        guard words.count == 3, let sign = words.dropFirst().first?.plainText else { return false }
        return sign == "=" || sign == "!="
    }

    private static func literals(_ words: [Word]) -> [String]? {
        let literals = words.compactMap(\.plainText)
        return literals.count == words.count ? literals : nil
    }

    /// Whether it looks at what the server answered: an error right before it is judged then.
    package var judgesResponse: Bool {
        guard case .response(let words) = test else { return judgesFailure }
        return words.first?.plainText != "time"
    }

    /// Whether it asks how the last command ended, whatever it was.
    package var judgesFailure: Bool {
        if case .failed = test { true } else { false }
    }

    /// The words whose variables it uses.
    package var words: [Word] {
        switch test {
        case .response(let words): words
        case .failed: []
        case .exists(let word): [word]
        case .equal(let left, let right): [left, right]
        }
    }
}
