package import Sessions

/// A regular expression that several threads use.
///
/// `@unchecked Sendable`: a `Regex` is not declared `Sendable` as it may hold closures; one made of text holds none, and
/// it does not change.
package struct SharedPattern: @unchecked Sendable {
    private let pattern: TextPattern

    package init(_ source: String) throws(PatternError) {
        pattern = try TextPattern(source)
    }

    package func matches(_ text: String) -> Bool { pattern.matches(text) }
    package func matches(_ bytes: [UInt8]) -> Bool { pattern.matches(bytes) }
}
