import IPCFraming
import InspectProtocol
import MockCore
import Sessions
import Texts

/// An exchange as it was added to a log. Its client waits for that, so that it is small, and that what can be made of it
/// later is.
struct KeptExchange: Sendable {
    /// What most exchanges do not have.
    private final class Rest: Sendable {
        let outcome: Delivery.Outcome
        let origin: AnswerOrigin
        let attempts: Int

        init(_ outcome: Delivery.Outcome, _ origin: AnswerOrigin, _ attempts: Int) {
            self.outcome = outcome
            self.origin = origin
            self.attempts = attempts
        }
    }

    /// What one takes besides its request and its response, in bytes.
    private static let overhead = 256

    private let request: RequestFrame
    private let response: ResponseFrame?
    private let rule: SuccessRule
    private let rest: Rest?
    let start: ContinuousClock.Instant
    private let end = ContinuousClock.now
    /// When it was answered, in seconds since 1970.
    private let time = Timestamp.now.seconds

    init(
        _ request: RequestFrame,
        _ outcome: Delivery.Outcome,
        _ origin: AnswerOrigin,
        attempts: Int,
        rule: SuccessRule,
        start: ContinuousClock.Instant
    ) {
        self.request = request
        self.rule = rule
        self.start = start
        response = outcome.response
        let isPlain =
            outcome.error == nil && outcome.close == nil && outcome.messages == nil && outcome.pushed.isEmpty
            && origin.source == nil && origin.miss == nil && origin.near == nil && attempts == 1
        rest = isPlain ? nil : Rest(outcome, origin, attempts)
    }

    /// The bytes that it keeps.
    var size: Int {
        var size = request.bytes.count + (response?.bytes.count ?? 0) + Self.overhead
        for message in rest?.outcome.messages ?? [] { size += message.text.count }
        return size
    }

    /// How long it took.
    var seconds: Double { max(0, (end - start) / .seconds(1)) }

    /// As its client saw it.
    var recorded: RecordedExchange {
        let outcome = rest?.outcome ?? Delivery.Outcome(response: response)
        var recorded = outcome.recorded(request, attempts: rest?.attempts ?? 1)
        recorded.headerRule = rule
        recorded.milliseconds = seconds * 1000
        return recorded
    }

    /// - Parameters:
    ///   - before: when the one before it began; `nil` for the first.
    ///   - base: what numbers count from.
    func logged(behind before: ContinuousClock.Instant?, sequence: Int, base: Int) -> LoggedExchange {
        var recorded = recorded
        recorded.number = sequence - base
        recorded.gap = before.map { max(0, (start - $0) / .seconds(1)) } ?? 0
        return LoggedExchange(
            sequence: sequence,
            recorded: recorded,
            origin: rest?.origin ?? AnswerOrigin(),
            time: time
        )
    }
}
