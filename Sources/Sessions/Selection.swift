import IPCFraming
import InspectProtocol
package import Texts

/// Which exchanges of a session are meant.
package struct Selection {
    /// The labels; empty means all.
    package var numbers: [ClosedRange<Int>] = []
    /// Matches in the request or in what came.
    package var match: RegularExpression?
    /// The same, for those that are left out.
    package var skip: RegularExpression?
    /// Only those that were answered with an error, or not at all.
    package var isErrorsOnly = false

    package init() {}

    /// Whether every exchange is meant.
    package var isEverything: Bool { numbers.isEmpty && match == nil && skip == nil && !isErrorsOnly }

    /// - Throws: when an expression was given up: what it would have chosen is not known.
    package func includes(_ exchange: RecordedExchange) throws(RegularExpression.LimitExceeded) -> Bool {
        if !numbers.isEmpty, !numbers.contains(where: { $0 ~= exchange.number }) { return false }
        if isErrorsOnly, !exchange.isError { return false }
        if let match, try !exchange.matches(match) { return false }
        if let skip, try exchange.matches(skip) { return false }
        return true
    }

    /// The same for one that is looked at in place.
    package func includes(_ view: ExchangeView) throws(RegularExpression.LimitExceeded) -> Bool {
        if isEverything { return true }
        if !view.isText { return try includes(view.exchange) }
        if !numbers.isEmpty, !numbers.contains(where: { $0 ~= view.number }) { return false }
        if isErrorsOnly, !view.isError { return false }
        if let match, try !view.matches(match) { return false }
        if let skip, try view.matches(skip) { return false }
        return true
    }

    /// - Throws: when an expression was given up.
    package func includes(_ push: RecordedPush) throws(RegularExpression.LimitExceeded) -> Bool {
        if isErrorsOnly { return false }
        if !numbers.isEmpty, !numbers.contains(where: { $0 ~= push.number }) { return false }
        if let match, try !match.matches(push.message.bytes) { return false }
        if let skip, try skip.matches(push.message.bytes) { return false }
        return true
    }

    /// Reads `3-9,12`, `100-` and `-5`.
    ///
    /// - Throws: ``PatternError`` when the text is something else.
    package static func numbers(_ text: String) throws(PatternError) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            // Without the signs that `Int` also reads.
            let isPlain = piece.utf8.allSatisfy { $0 == UInt8(ascii: "-") || 0x30...0x39 ~= $0 }
            let ends = piece.split(separator: "-", omittingEmptySubsequences: false)
            let first = ends[0].isEmpty && ends.count == 2 ? 1 : Int(ends[0])
            let last = ends.count == 1 ? first : ends[1].isEmpty ? Int.max : Int(ends[1])
            guard isPlain, ends.count <= 2, piece != "-", let first, let last, first >= 1, last >= first else {
                throw PatternError(reason: "'\(text)' is no list of numbers such as 3-9,12")
            }
            ranges.append(first...last)
        }
        return ranges
    }
}

extension RecordedExchange {
    /// Whether the server answered with an error, or not as it should.
    package var isError: Bool {
        error != nil || !hasAnswer || reply == .error
    }

    fileprivate func matches(
        _ expression: RegularExpression
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        if try expression.matches(request.bytes) { return true }
        for message in messages where try expression.matches(message.frame.bytes) { return true }
        return false
    }
}

extension ExchangeView {
    fileprivate func matches(_ expression: RegularExpression) throws(RegularExpression.LimitExceeded) -> Bool {
        // One with several messages is looked at as a whole.
        if let text = expression.wordInMatches, lacks(text) { return false }
        if try expression.matches(utf8: request) { return true }
        guard let response else { return false }
        return try expression.matches(utf8: response)
    }
}
