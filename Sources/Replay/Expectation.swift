package import IPCClient
import IPCFraming
import InspectProtocol
package import Sessions
package import Texts
import WireJSON

/// What a recorded exchange asks of its replay: its line's `expect`, and for all that this leaves open a comparison with
/// what was recorded.
package struct Expectation {
    private enum Response {
        /// The recorded one, or the same failure.
        case recorded
        /// A response with this text in place of the recorded one.
        case text([UInt8])
        /// A response that this expression matches somewhere.
        case pattern(RegularExpression)
        /// A response that means this.
        case outcome(Reply)
        /// Anything, also a failure.
        case anything
    }

    private static let keys: Set<JSONString> = ["ignore", "regex", "text", "outcome", "normalize", "ms_below"]

    private let response: Response
    /// In place of the comparison's own.
    private let normalization: Normalization?
    /// What the exchange must stay below.
    private let limit: Duration?

    /// Reads a line's `expect`.
    ///
    /// - Throws: ``ExpectationError`` when it is none that this version knows: a condition that is not understood must
    ///   not count as met.
    package init(_ exchange: RecordedExchange) throws(ExpectationError) {
        do throws(PatternError) {
            try exchange.refuseUnknownError()
        } catch {
            throw ExpectationError(number: exchange.number, reason: error.reason)
        }
        guard let expect = exchange.expect else {
            (response, normalization, limit) = (.recorded, nil, nil)
            return
        }
        guard let object = expect.object, !object.members.isEmpty,
            object.members.allSatisfy({ Self.keys.contains($0.key) })
        else { throw Self.unknown(exchange) }
        do throws(PatternError) {
            response = try Self.response(object) ?? .recorded
            normalization = try object["normalize"].map { value throws(PatternError) in
                guard let text = value.text else { throw Self.malformed }
                return try Normalization(text)
            }
        } catch {
            throw error == Self.malformed
                ? Self.unknown(exchange) : ExpectationError(number: exchange.number, reason: error.reason)
        }
        limit = try Self.limit(object["ms_below"], exchange)
        switch response {
        case .recorded, .text: break
        case .pattern, .outcome: if normalization != nil { throw Self.unknown(exchange) }
        case .anything: if object.count > 1 { throw Self.unknown(exchange) }
        }
    }

    /// Compares what came with what was recorded.
    ///
    /// - Parameter comparison: for what the line's own `expect` leaves open.
    /// - Throws: when an expression of the comparison was given up; the line's own then counts as no match.
    package func differences(
        recorded: RecordedExchange,
        actual: Exchange,
        comparison: Comparison = Comparison()
    ) throws(RegularExpression.LimitExceeded) -> [Difference] {
        var comparison = comparison
        if let normalization {
            comparison.mode = .exact
            comparison.normalization = normalization
        }
        var differences = try differencesInResponse(recorded, actual, comparison)
        if let limit, actual.failure == nil, actual.duration >= limit {
            differences.append(.time(limit: limit, actual: actual.duration))
        }
        return differences
    }

    private func differencesInResponse(
        _ recorded: RecordedExchange,
        _ actual: Exchange,
        _ comparison: Comparison
    ) throws(RegularExpression.LimitExceeded) -> [Difference] {
        let failure = actual.failure?.code
        let bytes = actual.response?.bytes ?? []
        switch response {
        case .anything:
            return []
        case .recorded:
            // How long the client had patience is no matter of the server's.
            if recorded.isAnsweredLate, failure == nil {
                return try Self.differences(recorded.response, actual.response, comparison)
            }
            if recorded.error == failure, recorded.isAnsweredLate != actual.isAnsweredLate { return [] }
            if recorded.error != failure { return [.failure(expected: recorded.error, actual: failure)] }
            return try Self.differences(recorded.response, actual.response, comparison)
        case _ where failure != nil:
            return [.failure(expected: nil, actual: failure)]
        case .text(let text):
            var comparison = comparison
            comparison.mode = .exact
            let ending = recorded.response?.ending ?? .complete
            return try Self.differences(ResponseFrame(text, ending: ending), actual.response, comparison)
        case .pattern(let pattern):
            do throws(RegularExpression.LimitExceeded) {
                return try pattern.matches(bytes) ? [] : [.pattern(pattern.source, actual: bytes)]
            } catch {
                return [.pattern(pattern.source, actual: bytes, isGivenUp: true)]
            }
        case .outcome(let reply):
            return Reply(bytes) == reply ? [] : [.outcome(expected: reply, actual: bytes)]
        }
    }

    private static func differences(
        _ expected: ResponseFrame?,
        _ actual: ResponseFrame?,
        _ comparison: Comparison
    ) throws(RegularExpression.LimitExceeded) -> [Difference] {
        var differences: [Difference] = []
        let (expectedBytes, actualBytes) = (expected?.bytes ?? [], actual?.bytes ?? [])
        if try !comparison.areEqual(expectedBytes, actualBytes) {
            differences.append(.response(expected: expectedBytes, actual: actualBytes))
        }
        if comparison.mode == .exact, let expected, let actual, expected.ending != actual.ending {
            differences.append(.ending(expected: expected.ending, actual: actual.ending))
        }
        return differences
    }
}

extension Expectation {
    /// Stands for what has another form than ``unknown(_:)`` says.
    private static let malformed = PatternError(reason: "")

    private static func response(_ object: JSONObject) throws(PatternError) -> Response? {
        var responses: [Response] = []
        if let value = object["ignore"] {
            guard value.bool == true else { throw malformed }
            responses.append(.anything)
        }
        if let value = object["regex"] {
            guard let pattern = value.text else { throw malformed }
            responses.append(.pattern(try RegularExpression(pattern)))
        }
        if let value = object["text"] {
            guard let text = value.text else { throw malformed }
            responses.append(.text(Array(text.utf8)))
        }
        if let value = object["outcome"] {
            switch value.text {
            case "ok": responses.append(.outcome(.ok))
            case "error": responses.append(.outcome(.error))
            default: throw malformed
            }
        }
        guard responses.count <= 1 else { throw malformed }
        return responses.first
    }

    private static func limit(_ value: JSONValue?, _ exchange: RecordedExchange) throws(ExpectationError) -> Duration? {
        guard let value else { return nil }
        // Some three years, which is far from what a `Duration` cannot hold.
        guard let milliseconds = value.number?.double, milliseconds > 0, milliseconds <= 1e11 else {
            throw unknown(exchange)
        }
        return .microseconds(Int64((milliseconds * 1000).rounded()))
    }

    private static func unknown(_ exchange: RecordedExchange) -> ExpectationError {
        ExpectationError(
            number: exchange.number,
            reason: #"'expect' is {"ignore":true}, or holds "ms_below":500 and one of "regex":"...", "#
                + #""outcome":"ok", "outcome":"error" or "text":"...", the last also with "normalize":"number,time""#
        )
    }
}
