import InspectProtocol
import Sessions
package import Texts

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
    package var ignored: [RegularExpression]

    package init(
        mode: Mode = .exact,
        normalization: Normalization = Normalization(),
        ignored: [RegularExpression] = []
    ) {
        self.mode = mode
        self.normalization = normalization
        self.ignored = ignored
    }

    /// - Throws: when an expression was given up: without it more would count than was asked for.
    package func areEqual(
        _ expected: [UInt8],
        _ actual: [UInt8]
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        if expected == actual { return true }
        switch mode {
        case .outcome: return Reply(expected) == Reply(actual)
        case .exact: return normalization.areEqual(try withoutIgnored(expected), try withoutIgnored(actual))
        }
    }

    /// Bytes that are not UTF-8 stay as they are.
    private func withoutIgnored(_ text: [UInt8]) throws(RegularExpression.LimitExceeded) -> [UInt8] {
        var rest = text
        for expression in ignored {
            rest = try Substitution(expression, by: "", source: expression.source).apply(to: rest)
        }
        return rest
    }
}
