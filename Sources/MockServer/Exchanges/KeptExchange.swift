import IPCFraming
import InspectProtocol
import MockCore
import Sessions
import Texts

/// An exchange as it was added to a log. Its client waits for that, so that it is small, and that what can be made of it
/// later is.
struct KeptExchange: Sendable {
    /// What it is, with all that most exchanges do not have.
    final class Whole: Sendable {
        let request: RequestFrame
        let outcome: Delivery.Outcome
        let origin: AnswerOrigin
        let attempts: Int
        let rule: SuccessRule

        init(
            _ request: RequestFrame,
            _ outcome: Delivery.Outcome,
            _ origin: AnswerOrigin = AnswerOrigin(),
            attempts: Int = 1,
            rule: SuccessRule = .standard
        ) {
            self.request = request
            self.outcome = outcome
            self.origin = origin
            self.attempts = attempts
            self.rule = rule
        }

        fileprivate var size: Int {
            (outcome.messages ?? []).reduce(request.bytes.count + (outcome.response?.bytes.count ?? 0)) {
                $0 + $1.text.count
            }
        }
    }

    private enum Content: Sendable {
        /// A request and its response, side by side.
        case plain(KeptBytes, request: Range<Int>, response: Range<Int>)
        case whole(Whole)
    }

    /// What one takes besides its request and its response, in bytes.
    private static let overhead = 256

    private let content: Content
    let start: ContinuousClock.Instant
    private let end: ContinuousClock.Instant
    /// When it was answered.
    private let time: Timestamp

    init(_ whole: Whole, _ times: Times) {
        content = .whole(whole)
        (start, end, time) = (times.start, times.end, times.time)
    }

    /// - Parameter bytes: what it is kept in; it has room for it.
    init(_ request: [UInt8], _ response: [UInt8], in bytes: KeptBytes, _ times: Times) {
        content = .plain(bytes, request: bytes.append(request), response: bytes.append(response))
        (start, end, time) = (times.start, times.end, times.time)
    }

    /// When it began, and when it was answered.
    struct Times: Sendable {
        let start: ContinuousClock.Instant
        let end: ContinuousClock.Instant
        let time = Timestamp.now
    }

    /// What has come of it, by the rule of its server.
    var outcome: ExchangeFilter.Outcome {
        switch content {
        case .whole: ExchangeFilter.Outcome(recorded.outcome)
        case .plain(let bytes, _, let response):
            bytes.withBytes(response, SuccessRule.standard.reply) == .ok ? .ok : .error
        }
    }

    /// The bytes that it keeps.
    var size: Int {
        switch content {
        case .whole(let whole): whole.size + Self.overhead
        case .plain(_, let request, let response): request.count + response.count + Self.overhead
        }
    }

    /// How long it took.
    var seconds: Double { max(0, (end - start) / .seconds(1)) }

    /// As its client saw it.
    var recorded: RecordedExchange {
        var recorded: RecordedExchange
        switch content {
        case .whole(let whole):
            recorded = whole.outcome.recorded(whole.request, attempts: whole.attempts)
            recorded.headerRule = whole.rule
        case .plain(let bytes, let request, let response):
            let (request, response) = (RequestFrame(bytes[request]), ResponseFrame(bytes[response]))
            recorded = RecordedExchange(number: 0, request: request, response: response)
        }
        recorded.milliseconds = seconds * 1000
        return recorded
    }

    private var origin: AnswerOrigin {
        if case .whole(let whole) = content { whole.origin } else { AnswerOrigin() }
    }

    /// - Parameters:
    ///   - before: when the one before it began; `nil` for the first.
    ///   - base: what numbers count from.
    ///   - texts: of times, as those of most exchanges are those of the ones before.
    func logged(behind before: ContinuousClock.Instant?, sequence: Int, base: Int, _ texts: inout TimestampTexts)
        -> LoggedExchange
    {
        var recorded = recorded
        recorded.number = sequence - base
        recorded.gap = before.map { max(0, (start - $0) / .seconds(1)) } ?? 0
        return LoggedExchange(sequence: sequence, recorded: recorded, origin: origin, time: texts.iso8601(time))
    }
}

extension Delivery.Outcome {
    /// The response, where there is nothing else to keep of it.
    var plainResponse: [UInt8]? {
        guard let response, response.ending == .complete, error == nil, close == nil, messages == nil, pushed.isEmpty
        else { return nil }
        return response.bytes
    }
}

extension AnswerOrigin {
    /// Whether it says nothing.
    var isPlain: Bool { source == nil && miss == nil && near == nil }
}
