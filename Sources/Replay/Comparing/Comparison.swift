import InspectProtocol
package import Sessions

/// When a response counts as the recorded one.
package struct Comparison {
    /// How much of a response counts.
    package enum Mode: String, CaseIterable, Sendable {
        /// The text, and what ended it.
        case exact
        /// Only whether it is `O.k.`, an error, or something else.
        case outcome
    }

    package var mode: Mode
    /// What in the texts is noise.
    package var normalization: Normalization
    /// What these match is left out of both texts, before anything else.
    package var ignored: [TextPattern]

    package init(
        mode: Mode = .exact,
        normalization: Normalization = Normalization(),
        ignored: [TextPattern] = []
    ) {
        self.mode = mode
        self.normalization = normalization
        self.ignored = ignored
    }

    package func areEqual(_ expected: [UInt8], _ actual: [UInt8]) -> Bool {
        if expected == actual { return true }
        switch mode {
        case .outcome: return Reply(expected) == Reply(actual)
        case .exact: return normalization.areEqual(withoutIgnored(expected), withoutIgnored(actual))
        }
    }

    /// Bytes that are not UTF-8 stay as they are.
    private func withoutIgnored(_ text: [UInt8]) -> [UInt8] {
        ignored.reduce(text) { Substitution($1, by: "", source: $1.source).apply(to: $0) }
    }
}
