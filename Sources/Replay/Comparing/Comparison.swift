package import InspectProtocol
package import Sessions
package import Texts
package import WireJSON

/// When a response counts as the recorded one.
package struct Comparison {
    /// How much of a response counts.
    package enum Mode: String, CaseIterable, Sendable {
        /// The text, and what ended it.
        case exact
        /// Only whether it is an error.
        case outcome
    }

    package var mode: Mode
    /// What in the texts is noise.
    package var normalization: Normalization
    /// What these match is left out of both texts, before anything else.
    package var ignored: [RegularExpression]
    /// Places that are left out of responses that are JSON, which then are compared by value.
    package var ignoredPlaces: [JSONPointer] = []
    /// What counts as an error, where the session does not say.
    package var rule = SuccessRule.standard

    package init(
        mode: Mode = .exact,
        normalization: Normalization = Normalization(),
        ignored: [RegularExpression] = []
    ) {
        self.mode = mode
        self.normalization = normalization
        self.ignored = ignored
    }

    /// What counts as an error in the replay of an exchange: as when it was recorded, if that is known.
    package func rule(for recorded: RecordedExchange) -> SuccessRule {
        recorded.rule.isStandard ? rule : recorded.rule
    }

    /// What counts as the same in responses that are JSON; `nil` where these are texts like others.
    package var json: JSONComparison? {
        guard mode == .exact, normalization.json || !ignoredPlaces.isEmpty else { return nil }
        var comparison = JSONComparison(ignored: ignoredPlaces)
        if !normalization.isForJSONAlone {
            let normalization = normalization
            comparison.tolerance = { normalization.areEqual(Self.bytes($0), Self.bytes($1)) }
        }
        return comparison
    }

    /// - Parameter rule: what counts as an error.
    /// - Throws: when an expression was given up: without it more would count than was asked for.
    package func areEqual(
        _ expected: [UInt8],
        _ actual: [UInt8],
        by rule: SuccessRule = .standard
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        if expected == actual { return true }
        switch mode {
        case .outcome: return rule.reply(expected) == rule.reply(actual)
        case .exact:
            let (expected, actual) = (try withoutIgnored(expected), try withoutIgnored(actual))
            if let json, let left = try? JSONParser.parse(expected), let right = try? JSONParser.parse(actual) {
                return json.areEqual(left, right)
            }
            return normalization.areEqual(expected, actual)
        }
    }

    /// What a value is for normalization: the text of a string, the digits of a number.
    private static func bytes(_ value: JSONValue) -> [UInt8] {
        value.string?.bytes ?? JSONWriter.compact.bytes(of: value)
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
