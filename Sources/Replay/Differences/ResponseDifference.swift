package import WireJSON

/// What differs in two responses, as values: JSON by its members, long texts by their lines, other texts by words.
package struct ResponseDifference: Sendable {
    package enum Form: Sendable {
        /// At least one.
        case members([JSONDifference], expected: JSONValue, actual: JSONValue)
        case lines(LineDifference)
        case words(TextDifference)
    }

    /// Longer texts are not read as JSON.
    private static let longestJSON = 1 << 20
    /// A text with more line ends is looked at line by line.
    private static let mostLineEnds = 2

    package let expected: [UInt8]
    package let actual: [UInt8]
    package let form: Form
    let comparison: JSONComparison

    /// - Parameter comparison: what counts as the same in JSON.
    package init(_ expected: [UInt8], _ actual: [UInt8], comparison: JSONComparison = JSONComparison()) {
        self.expected = expected
        self.actual = actual
        self.comparison = comparison
        if let left = Self.json(expected), let right = Self.json(actual), Self.areTold(left, right) {
            let differences = comparison.differences(left, right)
            if !differences.isEmpty {
                form = .members(differences, expected: left, actual: right)
                return
            }
        }
        let lineEnds = max(Self.lineEnds(expected), Self.lineEnds(actual))
        form =
            lineEnds > Self.mostLineEnds
            ? .lines(LineDifference(expected, actual)) : .words(TextDifference(expected, actual))
    }

    private static func json(_ bytes: [UInt8]) -> JSONValue? {
        guard bytes.count <= longestJSON else { return nil }
        return try? JSONParser.parse(bytes, limits: .standard)
    }

    /// Whether to tell them as values says more than to show both.
    private static func areTold(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.object, .object), (.array, .array), (.number, .number): true
        default: false
        }
    }

    private static func lineEnds(_ bytes: [UInt8]) -> Int {
        bytes.count { $0 == UInt8(ascii: "\n") }
    }
}
