import Sessions

/// A regular expression that several threads use.
///
/// `@unchecked Sendable`: a `Regex` is not declared `Sendable` as it may hold closures; one made of text holds none, and
/// it does not change.
struct SharedPattern: @unchecked Sendable {
    private let pattern: TextPattern

    init(_ source: String) throws(PatternError) {
        pattern = try TextPattern(source)
    }

    func matches(_ text: String) -> Bool { pattern.matches(text) }
    func matches(_ bytes: [UInt8]) -> Bool { pattern.matches(bytes) }
}
