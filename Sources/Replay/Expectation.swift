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
        /// A response that is JSON, with these values at these places.
        case json([(pointer: JSONPointer, value: JSONValue)])
        /// Anything, also a failure.
        case anything
    }

    private static let keys: Set<JSONString> = ["ignore", "regex", "text", "outcome", "json", "normalize", "ms_below"]

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
        case .pattern, .outcome, .json: if normalization != nil { throw Self.unknown(exchange) }
        case .anything: if object.count > 1 { throw Self.unknown(exchange) }
        }
    }

    /// How responses are compared.
    ///
    /// - Parameter comparison: for what the line's own `expect` leaves open.
    package func comparison(_ comparison: Comparison) -> Comparison {
        guard let normalization else { return comparison }
        var comparison = comparison
        comparison.mode = .exact
        comparison.normalization = normalization
        return comparison
    }

    /// Compares what came with what was recorded.
    ///
    /// - Parameters:
    ///   - pushed: what the server had sent unasked behind it; it is waited for as for the answer.
    ///   - comparison: for what the line's own `expect` leaves open.
    /// - Throws: when an expression of the comparison was given up; the line's own then counts as no match.
    package func differences(
        recorded: RecordedExchange,
        pushed: [RecordedPush] = [],
        actual: Exchange,
        comparison: Comparison = Comparison()
    ) throws(RegularExpression.LimitExceeded) -> [Difference] {
        var differences = try differencesInResponse(recorded, pushed, actual, self.comparison(comparison))
        if let limit, actual.failure == nil, actual.duration >= limit {
            differences.append(.time(limit: limit, actual: actual.duration))
        }
        return differences
    }

    private func differencesInResponse(
        _ recorded: RecordedExchange,
        _ pushed: [RecordedPush],
        _ actual: Exchange,
        _ comparison: Comparison
    ) throws(RegularExpression.LimitExceeded) -> [Difference] {
        let failure = actual.failure?.code
        let bytes = actual.response?.bytes ?? []
        switch response {
        case .anything:
            return []
        case .recorded:
            let rule = comparison.rule(for: recorded)
            let compare = { () throws(RegularExpression.LimitExceeded) in
                try Self.differences(recorded, pushed, actual, comparison, rule)
            }
            // How long the client had patience is no matter of the server's.
            if recorded.isGivenUpInTheMiddle || recorded.isAnsweredLate, failure == nil { return try compare() }
            if recorded.error == failure, recorded.isAnsweredLate != actual.isAnsweredLate { return [] }
            if recorded.error != failure { return [.failure(expected: recorded.error, actual: failure)] }
            return try compare()
        case _ where failure != nil:
            return [.failure(expected: nil, actual: failure)]
        case .text(let text):
            var comparison = comparison
            comparison.mode = .exact
            let ending = recorded.response?.ending ?? .complete
            return try Self.differences(ResponseFrame(text, ending: ending), actual.response, comparison, .standard)
        case .pattern(let pattern):
            do throws(RegularExpression.LimitExceeded) {
                return try pattern.matches(bytes) ? [] : [.pattern(pattern.source, actual: bytes)]
            } catch {
                return [.pattern(pattern.source, actual: bytes, isGivenUp: true)]
            }
        case .outcome(let reply):
            let rule = comparison.rule(for: recorded)
            return rule.reply(bytes) == reply ? [] : [.outcome(expected: reply, rule, actual: bytes)]
        case .json(let places):
            guard let json = try? JSONParser.parse(bytes) else { return [.noJSON(actual: bytes)] }
            return places.compactMap { place in
                let value = place.pointer.value(in: json)
                if let value, JSONComparison(numbers: .byValue).areEqual(place.value, value) { return nil }
                return .value(at: place.pointer, expected: place.value, actual: value)
            }
        }
    }

    /// Compares all messages, where there is not exactly one on both sides.
    private static func differences(
        _ recorded: RecordedExchange,
        _ pushed: [RecordedPush],
        _ actual: Exchange,
        _ comparison: Comparison,
        _ rule: SuccessRule
    ) throws(RegularExpression.LimitExceeded) -> [Difference] {
        if recorded.responses == nil, pushed.isEmpty, actual.messages == nil {
            return try differences(recorded.response, actual.response, comparison, rule)
        }
        let expected = recorded.messages.map(\.frame) + pushed.map(\.message)
        let came = actual.messages.map { $0.map(\.frame) } ?? actual.response.map { [$0] } ?? []
        var all: [Difference] = []
        if expected.count != came.count { all.append(.messageCount(expected: expected.count, actual: came.count)) }
        for (index, pair) in zip(expected, came).enumerated() {
            for difference in try differences(pair.0, pair.1, comparison, rule) {
                all.append(.message(index + 1, difference))
            }
        }
        return all
    }

    private static func differences(
        _ expected: ResponseFrame?,
        _ actual: ResponseFrame?,
        _ comparison: Comparison,
        _ rule: SuccessRule
    ) throws(RegularExpression.LimitExceeded) -> [Difference] {
        var differences: [Difference] = []
        let (expectedBytes, actualBytes) = (expected?.bytes ?? [], actual?.bytes ?? [])
        if try !comparison.areEqual(expectedBytes, actualBytes, by: rule) {
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
        if let value = object["json"] {
            guard let members = value.object?.members, !members.isEmpty else { throw malformed }
            var places: [(JSONPointer, JSONValue)] = []
            for member in members {
                guard let text = member.key.text, let pointer = JSONPointer(text) else {
                    throw PatternError(
                        reason: "'\(member.key.lossyText)' in 'json' is no JSON pointer, such as /status"
                    )
                }
                places.append((pointer, member.value))
            }
            responses.append(.json(places))
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
                + #""outcome":"ok", "outcome":"error", "json":{"/status":"done"} or "text":"...", the last also with "#
                + #""normalize":"number,time""#
        )
    }
}

extension RecordedExchange {
    /// Whether a client has waited for more messages in vain, when at least one had come.
    fileprivate var isGivenUpInTheMiddle: Bool { responses != nil && (error == .timeout || error == .cancelled) }
}
