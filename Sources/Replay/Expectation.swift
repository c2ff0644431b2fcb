package import IPCClient
import IPCFraming
package import Sessions
import WireJSON

/// What a recorded exchange asks of its replay.
package enum Expectation {
    /// The same response, ended in the same way, or the same failure.
    case same
    /// A response that this expression matches somewhere.
    case pattern(TextPattern)
    /// Anything.
    case ignored

    /// Reads a line's `expect`.
    ///
    /// - Throws: ``ExpectationError`` when it is none that this version knows: a condition that is not understood must
    ///   not count as met.
    package init(_ exchange: RecordedExchange) throws(ExpectationError) {
        guard let expect = exchange.expect else {
            self = .same
            return
        }
        guard let object = expect.object, object.count == 1 else { throw Self.unknown(exchange) }
        if object["ignore"]?.bool == true {
            self = .ignored
        } else if let pattern = object["regex"]?.text {
            do throws(PatternError) {
                self = .pattern(try TextPattern(pattern))
            } catch {
                throw ExpectationError(number: exchange.number, reason: error.reason)
            }
        } else {
            throw Self.unknown(exchange)
        }
    }

    /// Compares what came with what was recorded.
    package func differences(recorded: RecordedExchange, actual: Exchange) -> [Difference] {
        let failure = actual.failure?.code.rawValue
        switch self {
        case .ignored:
            return []
        case .pattern(let pattern):
            if failure != nil { return [.failure(expected: nil, actual: failure)] }
            let bytes = actual.response?.bytes ?? []
            return pattern.matches(bytes) ? [] : [.pattern(pattern.source, actual: bytes)]
        case .same:
            if recorded.error != failure { return [.failure(expected: recorded.error, actual: failure)] }
            return Self.differences(recorded.response, actual.response)
        }
    }

    private static func differences(_ expected: ResponseFrame?, _ actual: ResponseFrame?) -> [Difference] {
        var differences: [Difference] = []
        let (expectedBytes, actualBytes) = (expected?.bytes ?? [], actual?.bytes ?? [])
        if expectedBytes != actualBytes {
            differences.append(.response(expected: expectedBytes, actual: actualBytes))
        }
        if let expected, let actual, expected.ending != actual.ending {
            differences.append(.ending(expected: expected.ending, actual: actual.ending))
        }
        return differences
    }

    private static func unknown(_ exchange: RecordedExchange) -> ExpectationError {
        ExpectationError(number: exchange.number, reason: "'expect' is {\"regex\":\"...\"} or {\"ignore\":true}")
    }
}
